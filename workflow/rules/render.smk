# All chapters in, the report out. `render` works under results/, so a failure leaves the last report as it was.
THEME = sorted(str(p) for p in Path("templates/theme").rglob("*") if p.is_file())


rule render:
    input:
        DEFINITION,
        THEME,
        expand("results/{{study}}/chapters/{chapter}.json", chapter=CHAPTERS),
        expand("results/{{study}}/figures/{chapter}", chapter=CHAPTERS),
    output:
        directory("results/{study}/report/html"),
        "results/{study}/report/{study}.pdf",
    log:
        "results/{study}/log/render.txt",
    conda:
        "../../environment.yml"
    shell:
        "drukproef render {wildcards.study} 2>&1 | tee {log}"


rule publish:
    input:
        f"results/{S}/report/html",
        f"results/{S}/report/{S}.pdf",
        f"results/{S}/book",
        f"results/{S}/word/{S}.docx",
    output:
        directory(f"reports/{S}/html"),
        directory(f"reports/{S}/open-data"),
        f"reports/{S}/{S}.pdf",
        f"reports/{S}/{S}.docx",
        f"reports/{S}/tabellenboek.html",
        f"reports/{S}/tabellenboek.xlsx",
    log:
        f"results/{S}/log/publish.txt",
    conda:
        "../../environment.yml"
    params:
        study=S,
    shell:
        "drukproef publish {params.study} 2>&1 | tee {log}"


rule proof:
    input:
        DEFINITION,
        THEME,
        expand("results/{{study}}/chapters/{chapter}.json", chapter=CHAPTERS),
        expand("results/{{study}}/figures/{chapter}", chapter=CHAPTERS),
    output:
        "reports/{study}/proof/{chapter}.pdf",
        "reports/{study}/proof/{chapter}.html",
    log:
        "results/{study}/log/proof-{chapter}.txt",
    conda:
        "../../environment.yml"
    shell:
        "drukproef render {wildcards.study} --chapter {wildcards.chapter} 2>&1 | tee {log}"


rule word:
    input:
        DEFINITION,
        THEME,
        expand("results/{{study}}/chapters/{chapter}.json", chapter=CHAPTERS),
        expand("results/{{study}}/figures/{chapter}", chapter=CHAPTERS),
    output:
        "results/{study}/word/{study}.docx",
    log:
        "results/{study}/log/word.txt",
    conda:
        "../../environment.yml"
    shell:
        "drukproef word {wildcards.study} 2>&1 | tee {log}"


rule quarto:
    input:
        DEFINITION,
        THEME,
        expand("results/{{study}}/chapters/{chapter}.json", chapter=CHAPTERS),
        expand("results/{{study}}/figures/{chapter}", chapter=CHAPTERS),
    output:
        "results/{study}/qmd/_quarto.yml",
    log:
        "results/{study}/log/quarto.txt",
    conda:
        "../../environment.yml"
    shell:
        "drukproef quarto {wildcards.study} 2>&1 | tee {log}"
