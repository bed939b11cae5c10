# Responses and population figures in, weights and their diagnostics out: one job a population, whose question blocks
# may have sets of weights of their own.
WEIGHTS = []

for one in POPULATIONS:
    names = STUDY.weights_of(one)
    files = [f"results/{S}/weights/{name}.parquet" for name in names]
    files += [f"results/{S}/weight/{name}.{kind}" for name in names for kind in ("csv", "svg")]
    WEIGHTS += files

    rule:
        name:
            f"weight_{one}"
        input:
            f"results/{S}/responses/{one}.parquet",
            STUDY.weighting_files_of(one),
        output:
            files,
        log:
            f"results/{S}/log/weight-{one}.txt",
        conda:
            "../../environment.yml"
        params:
            study=S,
            population=one,
            settings=SETTINGS[one],
            rules=RULES,
        shell:
            "drukproef weight {params.study} {params.population} 2>&1 | tee {log}"
