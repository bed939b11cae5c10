# Responses and population figures in, weights and their diagnostics out. A set of weights per question block comes beside them.
rule weight:
    input:
        "results/{study}/responses/{population}.parquet",
        lambda w: STUDY.weighting_files_of(w.population),
    output:
        "results/{study}/weights/{population}.parquet",
        "results/{study}/weight/{population}.csv",
        "results/{study}/weight/{population}.svg",
    log:
        "results/{study}/log/weight-{population}.txt",
    conda:
        "../../environment.yml"
    shell:
        "drukproef weight {wildcards.study} {wildcards.population} 2>&1 | tee {log}"
