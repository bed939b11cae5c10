# Responses and population figures in, weights and their diagnostics out.
rule weight:
    input:
        "results/{study}/responses/{population}.parquet",
        lambda w: f"data/{S}/{STUDY.population(w.population).weighting.targets}",
    output:
        "results/{study}/weights/{population}.parquet",
        "results/{study}/weight/{population}.csv",
    log:
        "results/{study}/log/weight-{population}.txt",
    conda:
        "../../environment.yml"
    shell:
        "drukproef weight {wildcards.study} {wildcards.population} 2>&1 | tee {log}"
