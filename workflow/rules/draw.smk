# The cube and a chapter's plan in, its figures out.
rule draw:
    input:
        DEFINITION,
        lambda w: expand(
            "results/{study}/{part}/{population}.parquet",
            study=w.study,
            part=["cube", "comparisons"],
            population=STUDY.populations_of(w.chapter),
        ),
        f"data/{S}/plan/{{chapter}}.yaml",
        TRANSLATION,
        "templates/theme/brand.yaml",
    output:
        directory("results/{study}/{edition}figures/{chapter}"),
    log:
        "results/{study}/{edition}log/draw-{chapter}.txt",
    conda:
        "../../environment.yml"
    params:
        language=LANGUAGE,
    shell:
        "drukproef draw {wildcards.study} {wildcards.chapter} --language {params.language} 2>&1 | tee {log}"
