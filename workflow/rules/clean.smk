# Data files in, checked responses and a cleaning log out.
rule clean:
    input:
        lambda w: f"data/{S}/{STUDY.population(w.population).codebook}",
        files=lambda w: list(STUDY.population(w.population).files.values()),
    output:
        "results/{study}/responses/{population}.parquet",
        "results/{study}/clean/{population}.csv",
    log:
        "results/{study}/log/clean-{population}.txt",
    conda:
        "../../environment.yml"
    params:
        settings=lambda w: SETTINGS[w.population],
    shell:
        "drukproef clean {wildcards.study} {wildcards.population} 2>&1 | tee {log}"
