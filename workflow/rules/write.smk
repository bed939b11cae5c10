# The cube, figures, plan and template in; document model, ledger and unbound words out.
rule write:
    input:
        lambda w: expand(
            "results/{study}/{part}/{population}.parquet",
            study=w.study,
            part=["cube", "comparisons"],
            population=STUDY.populations_of(w.chapter),
        ),
        lambda w: EDITIONS[w.edition].text_files_of(w.chapter),
        figures="results/{study}/{edition}figures/{chapter}",
    output:
        "results/{study}/{edition}chapters/{chapter}.json",
        "results/{study}/{edition}ledger/{chapter}.parquet",
        "results/{study}/{edition}write/{chapter}-unbound.csv",
    log:
        "results/{study}/{edition}log/write-{chapter}.txt",
    conda:
        "../../environment.yml"
    params:
        language=LANGUAGE,
    shell:
        "drukproef write {wildcards.study} {wildcards.chapter} --language {params.language} 2>&1 | tee {log}"
