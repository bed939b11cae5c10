# All chapters in, the report out. `render` works under results/, so a failure leaves the last report as it was.
THEME = sorted(str(p) for p in Path("templates/theme").rglob("*") if p.is_file())


rule render:
    input:
        DEFINITION,
        THEME,
        expand("results/{{study}}/chapters/{chapter}.json", chapter=CHAPTERS),
    output:
        directory("results/{study}/report/html"),
        "results/{study}/report/{study}.pdf",
    shell:
        "drukproef render {wildcards.study}"


rule publish:
    input:
        f"results/{S}/report/html",
        f"results/{S}/report/{S}.pdf",
    output:
        directory(f"reports/{S}/html"),
        f"reports/{S}/{S}.pdf",
    params:
        study=S,
    shell:
        "drukproef publish {params.study}"


rule proof:
    input:
        DEFINITION,
        THEME,
        expand("results/{{study}}/chapters/{chapter}.json", chapter=CHAPTERS),
    output:
        "reports/{study}/proof/{chapter}.pdf",
        "reports/{study}/proof/{chapter}.html",
    shell:
        "drukproef render {wildcards.study} --chapter {wildcards.chapter}"
