"""Pages as PDF: the page's own HTML under the style of paper, written in a process of its own."""
