# Responses and weights in; every cell, every comparison and the proof of disclosure control out: one job a population.
rule tabulate:
    input:
        "results/{study}/responses/{population}.parquet",
        "results/{study}/weights/{population}.parquet",
    output:
        "results/{study}/cube/{population}.parquet",
        "results/{study}/comparisons/{population}.parquet",
        "results/{study}/disclosure/{population}.csv",
    log:
        "results/{study}/log/tabulate-{population}.txt",
    conda:
        "../../environment.yml"
    shell:
        "drukproef tabulate {wildcards.study} {wildcards.population} 2>&1 | tee {log}"
