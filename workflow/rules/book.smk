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
        "templates/theme/brand.yaml",
    output:
        directory("results/{study}/book"),
    log:
        "results/{study}/log/book.txt",
    conda:
        "../../environment.yml"
    shell:
        "drukproef book {wildcards.study} 2>&1 | tee {log}"
