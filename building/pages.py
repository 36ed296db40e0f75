"""The documents as plain pages in docs/_site/, for reading beside a running system."""

from __future__ import annotations

import shutil

from markdown_it import MarkdownIt

from building.places import CHECKOUT

SITE = CHECKOUT / "docs" / "_site"
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ font: 1.1rem/1.5 Arial, sans-serif; max-width: 44rem; margin: 2rem auto }}
td, th {{ border-bottom: 1px solid #d8dde0; padding: 0.4rem; text-align: left }}
img {{ max-width: 100% }}</style>
<main>
{body}
</main></html>
"""


def main() -> None:
    """Turn every Markdown file into a page of the same name, links between them included."""
    shutil.rmtree(SITE, ignore_errors=True)
    markdown = MarkdownIt("commonmark").enable("table")
    documents = [*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").glob("**/*.md")]
    for document in documents:
        text = document.read_text(encoding="utf-8")
        page = SITE / document.relative_to(CHECKOUT).with_suffix(".html")
        page.parent.mkdir(parents=True, exist_ok=True)
        body = markdown.render(text).replace('.md"', '.html"').replace(".md#", ".html#")
        page.write_text(PAGE.format(title=text.splitlines()[0].lstrip("# "), body=body))
    for picture in (CHECKOUT / "docs").glob("*.png"):
        shutil.copy(picture, SITE / "docs")
    print(f"{len(documents)} pages in {SITE.relative_to(CHECKOUT)}")


if __name__ == "__main__":
    main()
