# Responses and weights in; every cell, every comparison and the proof of disclosure control out: one job a population.
rule tabulate:
    input:
        "results/{study}/responses/{population}.parquet",
        lambda w: expand(
            "results/{study}/weights/{name}.parquet", study=w.study, name=STUDY.weights_of(w.population)
        ),
    output:
        "results/{study}/cube/{population}.parquet",
        "results/{study}/comparisons/{population}.parquet",
        "results/{study}/disclosure/{population}.csv",
    log:
        "results/{study}/log/tabulate-{population}.txt",
    conda:
        "../../environment.yml"
    params:
        settings=lambda w: SETTINGS[w.population],
        rules=RULES,
    shell:
        "drukproef tabulate {wildcards.study} {wildcards.population} 2>&1 | tee {log}"
