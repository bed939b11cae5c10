# Published figures in, one data file per wave out; only for studies whose microdata are not public.
RECONSTRUCTED = [p for p in POPULATIONS if STUDY.population(p).reconstruction]

for one in RECONSTRUCTED:

    rule:
        name:
            f"reconstruct_{one}"
        input:
            [f"data/{S}/{name}" for name in STUDY.population(one).reconstruction_files],
        output:
            list(STUDY.population(one).files.values()),
            f"results/{S}/reconstruct/conflicts.csv",
        log:
            f"results/{S}/log/reconstruct-{one}.txt",
        conda:
            "../../environment.yml"
        params:
            study=S,
            population=one,
            settings=SETTINGS[one],
            label=(STUDY.settings.notice, str(STUDY.settings.published)),
        shell:
            "drukproef reconstruct {params.study} {params.population} 2>&1 | tee {log}"
