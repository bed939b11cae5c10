# The cube and a chapter's plan in, its figures out.
rule draw:
    input:
        lambda w: expand(
            "results/{study}/{part}/{population}.parquet",
            study=w.study,
            part=["cube", "comparisons"],
            population=STUDY.populations_of(w.chapter),
        ),
        f"data/{S}/plan/{{chapter}}.yaml",
        "templates/theme/brand.yaml",
    output:
        directory("results/{study}/figures/{chapter}"),
    log:
        "results/{study}/log/draw-{chapter}.txt",
    conda:
        "../../environment.yml"
    shell:
        "drukproef draw {wildcards.study} {wildcards.chapter} 2>&1 | tee {log}"
