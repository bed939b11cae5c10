# Published cells and the cube in, the published check out.
rule reconcile:
    input:
        expand("results/{{study}}/cube/{population}.parquet", population=RECONSTRUCTED),
        "results/{study}/reconstruct/conflicts.csv",
    output:
        "results/{study}/reconcile/published.json",
    log:
        "results/{study}/log/reconcile.txt",
    conda:
        "../../environment.yml"
    shell:
        "drukproef reconcile {wildcards.study} --json {output} 2>&1 | tee {log}"
