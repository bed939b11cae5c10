# Responses and weights in, every cell and every comparison out: one job per population.
rule tabulate:
    input:
        "results/{study}/responses/{population}.parquet",
        "results/{study}/weights/{population}.parquet",
    output:
        "results/{study}/cube/{population}.parquet",
        "results/{study}/comparisons/{population}.parquet",
    shell:
        "drukproef tabulate {wildcards.study} {wildcards.population}"
