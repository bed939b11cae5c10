"""The whole report on one page: every chapter, one level lower, with links that stay on the page."""


def test_it_has_all_chapters_and_says_what_their_pages_say(rendered):
    single = rendered.page("rapport")
    articles = single.xpath("//article")
    assert [a.xpath("./h2/@id")[0] for a in articles] == ["sec-samenvatting", "sec-2", "sec-respons"]
    for name, article in zip(("samenvatting", "2", "respons"), articles, strict=True):
        (alone,) = rendered.page(name).xpath("//article")
        for within in alone.xpath('./nav[@class="within"]'):
            within.drop_tree()
        assert article.text_content().split() == alone.text_content().split()


def test_headings_are_one_level_lower(rendered):
    single, alone = rendered.page("rapport"), rendered.page("2")
    assert len(single.xpath("//h1")) == 1
    assert len(single.xpath("//article[2]//h3")) == len(alone.xpath("//article//h2"))
    assert len(single.xpath("//article[2]//h4")) == len(alone.xpath("//article//h3"))


def test_references_to_other_chapters_stay_on_the_page(rendered):
    references = rendered.page("rapport").xpath('//a[@class="reference"]/@href')
    assert "#tbl-lang" in references or "#sec-respons" in references
    assert all(address.startswith("#") for address in references)


def test_the_side_leads_to_every_section_and_back_to_the_front(rendered):
    addresses = rendered.page("rapport").xpath('//nav[@id="contents"]//a/@href')
    assert addresses[:2] == ["index.html", "#sec-samenvatting"]
    assert "#sec-bron" in addresses
    assert "rapport.html#sec-2" in rendered.page("2").xpath('//nav[@id="contents"]//a/@href')
