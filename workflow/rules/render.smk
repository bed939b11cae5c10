# All chapters in, the report out. `render` works under results/, so a failure leaves the last report as it was.
THEME = sorted(str(p) for p in Path("templates/theme").rglob("*") if p.is_file())


rule render:
    input:
        DEFINITION,
        TRANSLATION,
        THEME,
        expand("results/{{study}}/{{edition}}chapters/{chapter}.json", chapter=CHAPTERS),
        expand("results/{{study}}/{{edition}}figures/{chapter}", chapter=CHAPTERS),
        expand("results/{{study}}/{{edition}}ledger/{chapter}.parquet", chapter=CHAPTERS),
    output:
        directory("results/{study}/{edition}report/html"),
        "results/{study}/{edition}report/{study}.pdf",
        "results/{study}/{edition}report/{study}-archief.pdf",
    log:
        "results/{study}/{edition}log/render.txt",
    conda:
        "../../environment.yml"
    params:
        language=LANGUAGE,
        alone="" if len(EDITIONS) > 1 else "--alone",
    shell:
        "drukproef render {wildcards.study} --language {params.language} {params.alone} 2>&1 | tee {log}"


rule publish:
    input:
        DEFINITION,
        TRANSLATION,
        THEME,
        "results/{study}/{edition}report/html",
        "results/{study}/{edition}report/{study}.pdf",
        "results/{study}/{edition}report/{study}-archief.pdf",
        "results/{study}/{edition}book",
        "results/{study}/{edition}word/{study}.docx",
    output:
        directory("reports/{study}/{edition}html"),
        directory("reports/{study}/{edition}open-data"),
        "reports/{study}/{edition}{study}.pdf",
        "reports/{study}/{edition}{study}-archief.pdf",
        "reports/{study}/{edition}{study}.docx",
        "reports/{study}/{edition}tabellenboek.html",
        "reports/{study}/{edition}tabellenboek.xlsx",
    log:
        "results/{study}/{edition}log/publish.txt",
    conda:
        "../../environment.yml"
    params:
        language=LANGUAGE,
    shell:
        "drukproef publish {wildcards.study} --language {params.language} 2>&1 | tee {log}"


rule proof:
    input:
        DEFINITION,
        TRANSLATION,
        THEME,
        expand("results/{{study}}/{{edition}}chapters/{chapter}.json", chapter=CHAPTERS),
        expand("results/{{study}}/{{edition}}figures/{chapter}", chapter=CHAPTERS),
    output:
        "reports/{study}/{edition}proof/{chapter}.pdf",
        "reports/{study}/{edition}proof/{chapter}.html",
    log:
        "results/{study}/{edition}log/proof-{chapter}.txt",
    conda:
        "../../environment.yml"
    params:
        language=LANGUAGE,
    shell:
        "drukproef render {wildcards.study} --chapter {wildcards.chapter} --language {params.language} 2>&1 | tee {log}"


rule word:
    input:
        DEFINITION,
        TRANSLATION,
        THEME,
        expand("results/{{study}}/{{edition}}chapters/{chapter}.json", chapter=CHAPTERS),
        expand("results/{{study}}/{{edition}}figures/{chapter}", chapter=CHAPTERS),
    output:
        "results/{study}/{edition}word/{study}.docx",
    log:
        "results/{study}/{edition}log/word.txt",
    conda:
        "../../environment.yml"
    params:
        language=LANGUAGE,
    shell:
        "drukproef word {wildcards.study} --language {params.language} 2>&1 | tee {log}"


rule quarto:
    input:
        DEFINITION,
        TRANSLATION,
        THEME,
        expand("results/{{study}}/{{edition}}chapters/{chapter}.json", chapter=CHAPTERS),
        expand("results/{{study}}/{{edition}}figures/{chapter}", chapter=CHAPTERS),
    output:
        "results/{study}/{edition}qmd/_quarto.yml",
    log:
        "results/{study}/{edition}log/quarto.txt",
    conda:
        "../../environment.yml"
    params:
        language=LANGUAGE,
    shell:
        "drukproef quarto {wildcards.study} --language {params.language} 2>&1 | tee {log}"
