"""One study, one group, one question: across articles, with evidence."""
