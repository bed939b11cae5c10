# The cubes and codebooks in, the table book and the open data out.
rule book:
    input:
        DEFINITION,
        [f"data/{S}/{STUDY.population(p).codebook}" for p in POPULATIONS],
        expand(
            "results/{{study}}/{part}/{population}.parquet",
            part=["cube", "comparisons"],
            population=POPULATIONS,
        ),
        TRANSLATION,
        "templates/theme/brand.yaml",
    output:
        directory("results/{study}/{edition}book"),
    log:
        "results/{study}/{edition}log/book.txt",
    conda:
        "../../environment.yml"
    params:
        language=LANGUAGE,
    shell:
        "drukproef book {wildcards.study} --language {params.language} 2>&1 | tee {log}"
