"""The words of a page as a reader meets them, one a line, without its marking and its drawings."""

import html.parser
import sys

HIDDEN = {"head", "style", "svg"}


class Words(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.hidden, self.marking, self.text = [], False, []

    def handle_starttag(self, tag, attributes):
        if tag in HIDDEN:
            self.hidden.append(tag)
        self.marking = ("class", "marking") in attributes
        # A word ends where another element begins, but for those within a line.
        self.text.append("" if tag in {"strong", "b", "i", "em", "a"} else " ")

    def handle_endtag(self, tag):
        if self.hidden and self.hidden[-1] == tag:
            self.hidden.pop()
        self.marking = False
        self.text.append("" if tag in {"strong", "b", "i", "em", "a", "span"} else " ")

    def handle_data(self, data):
        if not self.hidden and not self.marking:
            self.text.append(data)


words = Words()
words.feed(open(sys.argv[1], encoding="utf-8").read())
print("\n".join("".join(words.text).split()))
