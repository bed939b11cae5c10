# The cube and a chapter's plan in, its figures out.
def cubes(wildcards):
    """The cubes that a chapter reads."""
    return [f"results/{S}/cube/{p}.parquet" for p in STUDY.populations_of(wildcards.chapter)]


rule draw:
    input:
        cubes,
        f"data/{S}/plan/{{chapter}}.yaml",
        "templates/theme/brand.yaml",
    output:
        directory("results/{study}/figures/{chapter}"),
    shell:
        "drukproef draw {wildcards.study} {wildcards.chapter}"
