# The cube, figures, plan and template in; document model, ledger and unbound words out.
rule write:
    input:
        lambda w: expand(
            "results/{study}/{part}/{population}.parquet",
            study=w.study,
            part=["cube", "comparisons"],
            population=STUDY.populations_of(w.chapter),
        ),
        lambda w: STUDY.text_files_of(w.chapter),
        figures="results/{study}/figures/{chapter}",
    output:
        "results/{study}/chapters/{chapter}.json",
        "results/{study}/ledger/{chapter}.parquet",
        "results/{study}/write/{chapter}-unbound.csv",
    log:
        "results/{study}/log/write-{chapter}.txt",
    conda:
        "../../environment.yml"
    shell:
        "drukproef write {wildcards.study} {wildcards.chapter} 2>&1 | tee {log}"
