# From survey file to report: each rule calls one `drukproef` command, which can also be run by hand.
#   snakemake -n                       what would be done, and why
#   snakemake                          the complete report of the study in config.yaml
#   snakemake --config study=tiny      another study
#   snakemake --config chapter=2 -- chapter    one chapter's page and proof
from pathlib import Path

from drukproef.errors import DrukproefError
from drukproef.study import load_study


configfile: "config.yaml"


try:
    STUDY = load_study(config["study"], Path.cwd())
except DrukproefError as error:
    raise WorkflowError(f"\n{error}") from None

S = STUDY.id
DEFINITION = f"data/{S}/study.yaml"
POPULATIONS = list(STUDY.settings.populations)
CHAPTERS = [plan.id for plan in STUDY.plans]


wildcard_constraints:
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
        rules.publish.output,
        f"results/{S}/qmd/_quarto.yml",
        [f"results/{S}/reconcile/published.json"] if RECONSTRUCTED else [],


rule chapter:
    input:
        f"reports/{S}/proof/{config.get('chapter', CHAPTERS[0])}.pdf",
