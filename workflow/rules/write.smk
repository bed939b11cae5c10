# The cube, figures, plan and template in; document model, ledger and unbound words out.
rule write:
    input:
        cubes,
        lambda w: [c.replace("/cube/", "/comparisons/") for c in cubes(w)],
        f"data/{S}/plan/{{chapter}}.yaml",
        lambda w: f"templates/{S}/{STUDY.plan(w.chapter).template}",
        [f"data/{S}/{STUDY.settings.facts}"] if STUDY.settings.facts else [],
        lambda w: [str(p) for p in Path(f"data/{S}/answers").glob(f"{w.chapter}.yaml")],
        sorted(str(p) for p in Path("templates/macros").glob("*.j2")),
        figures="results/{study}/figures/{chapter}",
    output:
        "results/{study}/chapters/{chapter}.json",
        "results/{study}/ledger/{chapter}.parquet",
        "results/{study}/write/{chapter}-unbound.csv",
    shell:
        "drukproef write {wildcards.study} {wildcards.chapter}"


rule quarto:
    input:
        expand("results/{{study}}/chapters/{chapter}.json", chapter=CHAPTERS),
    output:
        "results/{study}/qmd/_quarto.yml",
    shell:
        "drukproef quarto {wildcards.study}"
