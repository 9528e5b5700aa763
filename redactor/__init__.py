"""Takes personal data and secrets out of texts, and puts them back into answers.

How a text flows, one module a step:

    worker         the agent's side: a supervised process, a deadline, or a refusal
    child          the process itself (frames: what both say on the pipe)
    engine         the order of all that follows, on one page of code
    plain, encoded     the text as rules should see it, and what it says in codes, with the way back
    presidio           one pass of Presidio; its recognizers are three kinds of rules over one reading of the text:
        recognizers/identifiers   numbers, addresses, links, columns, firms with a legal form
        recognizers/secrets       passwords, keys, tokens (files secret_*)
        names/cyrillic, latin     two networks; names/*_doubts, *_edges, *_spans say what of it to believe
    names/nobodies, places     findings that are nobody's go
    resolve            of overlapping findings one stays
    whole_addresses, names/given, names/same    what is known now makes others whole
    placeholder        values become ZQ_PERSON_7K2M4X9A (codes, normalise, people: whose name it is)
    restore            and come back in an answer, piece by piece (spelling, links: how and where not)
    inflection         in the case that a Russian sentence asks for (context, case_model, grammar, declension)
    documents/         the same for files

Where a new rule belongs. A kind of value: a row in `entities`. A number with a format, a check digit or a label: a
file of `recognizers`, which gives `page` the beginnings of its words and is called in `identifiers`. A token of a
provider: a row in secret_formats.tsv. A word that is no name: a list in `words/`. A name that a network passes over or
invents: examples in names/training or names/training_cyrillic, and a rule only where no training helps. Rules are pure
functions from a page to findings: they overlap freely, and `resolve` alone decides between them. The training folders
are no part of the program.
"""
