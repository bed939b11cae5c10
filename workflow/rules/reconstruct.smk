# Published figures in, one data file per wave out; only for studies whose microdata are not public.
RECONSTRUCTED = [p for p in POPULATIONS if STUDY.population(p).reconstruction]


def published_files(population):
    """The files that `reconstruct` reads."""
    known = STUDY.population(population)
    names = [known.codebook, known.reconstruction.published, known.reconstruction.design]
    return [f"data/{S}/{name}" for name in [*names, *known.reconstruction.candidates.values()]]


for one in RECONSTRUCTED:

    rule:
        name:
            f"reconstruct_{one}"
        input:
            DEFINITION,
            published_files(one),
        output:
            list(STUDY.population(one).files.values()),
            f"results/{S}/reconstruct/conflicts.csv",
        params:
            study=S,
            population=one,
        shell:
            "drukproef reconstruct {params.study} {params.population}"
