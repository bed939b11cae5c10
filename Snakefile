# From survey file to report: each rule calls one `drukproef` command, which can also be run by hand.
#   snakemake -n                       what would be done, and why
#   snakemake                          the complete report of the study in config.yaml
#   snakemake --config study=tiny      another study
#   snakemake --config language=nl     one language only
#   snakemake --config chapter=2 -- chapter    one chapter's page and proof, in the main language
# Up to the cube there is one of everything. Of what has words there is one per language: the wildcard `edition` is the
# start of its paths, empty for the main language and "en/" for English.
from pathlib import Path

from drukproef.errors import DrukproefError
from drukproef.study import edition_of, load_study


configfile: "config.yaml"


try:
    STUDY = load_study(config["study"], Path.cwd())
    LANGUAGES = [config["language"]] if "language" in config else STUDY.settings.languages
    EDITIONS = {one.language_prefix: one for one in (edition_of(STUDY, language) for language in LANGUAGES)}
except DrukproefError as error:
    raise WorkflowError(f"\n{error}") from None

S = STUDY.id
DEFINITION = f"data/{S}/study.yaml"
POPULATIONS = list(STUDY.settings.populations)
# What of the definition the statistics depend on: with another title, none of them is made again.
SETTINGS = {name: one.model_dump_json() for name, one in STUDY.settings.populations.items()}
RULES = STUDY.settings.rules.model_dump_json()
CHAPTERS = [plan.id for plan in STUDY.plans]
LANGUAGE = lambda w: EDITIONS[w.edition].settings.language
TRANSLATION = lambda w: EDITIONS[w.edition].translation_files


wildcard_constraints:
    study=S,
    edition=f"(?:{'|'.join(EDITIONS)})",
    population="|".join(POPULATIONS),
    chapter="|".join(CHAPTERS),


include: "workflow/rules/reconstruct.smk"
include: "workflow/rules/clean.smk"
include: "workflow/rules/weight.smk"
include: "workflow/rules/tabulate.smk"
include: "workflow/rules/draw.smk"
include: "workflow/rules/write.smk"
include: "workflow/rules/book.smk"
include: "workflow/rules/render.smk"
include: "workflow/rules/reconcile.smk"


localrules:
    all,
    chapter,


rule all:
    default_target: True
    input:
        expand(rules.publish.output, study=S, edition=EDITIONS),
        expand(rules.quarto.output, study=S, edition=EDITIONS),
        [f"results/{S}/reconcile/published.json"] if RECONSTRUCTED else [],
        WEIGHTS,  # a file in between that was deleted is made again only when it is asked for


rule chapter:
    input:
        expand(
            rules.proof.output,
            study=S,
            edition=list(EDITIONS)[0],
            chapter=config.get("chapter", CHAPTERS[0]),
        ),
