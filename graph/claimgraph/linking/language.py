"""The words of survey language: what says nothing of the question, means the same, or the contrary."""

from __future__ import annotations

from claimgraph.linking.words import bag, stem

STOP = bag(
    "a an the of to and or that this these those it its itself they their them themselves he his him she her"
    " we our us you your one ones other another each who whom whose which what is are was were be been being"
    " am do does did has have had having get got gotten become became so as at in on for by with from into"
    " about between than when if there here both either also just only still even now today currently current"
    " recently same such how much too all any some own out up down per cent percent way thing true case will"
    " go goes going went"
)
"""Words without content."""

REPORT = frozenset(
    stem(word)
    for word in bag(
        "say says said saying tell told report reported believe believed think thought agree agreed note"
        " noted feel felt find found indicate indicated state stated claim claimed admit admitted argue"
        " argued recognise recognised see view consider considered rate rated rank ranked put describe"
        " mention cite answer respond reckon perceive acknowledge express happen surveyed regard regarded"
        " call called count name named"
    )
)
"""Stems of the verbs that introduce an answer."""

SYNONYMS = {
    stem(word): first
    for first, words in {
        "important": "important importance critical essential vital crucial key necessary need needs needed"
        " matters",
        "company": "company firm organization organisation business enterprise employer org",
        "technology": "technology tech technological",
        "collaborate": "collaboration collaborate collaborative cooperation cooperate",
        "budget": "budget spend spending spends",
        "department": "department team function teams",
    }.items()
    for word in bag(words)
}
"""Stem → the word that stands for all of one meaning in surveys."""

_POLES = (
    (
        "better improve improved improving improvement good strong stronger strengthen positive favourable",
        "worse worsen worsened bad poor weak weaker deteriorate deteriorated negative strained",
    ),
    ("close closer nearer", "apart distant further farther"),
    (
        "increase increased rise rising rose risen grow growing grew grown more higher gain expand boost",
        "decrease decline fall falling fell fallen drop shrink less fewer lower lose reduce cut",
    ),
    ("approve support agree favor favour endorse", "disapprove oppose disagree dislike against reject"),
    ("satisfied happy satisfaction", "unsatisfied dissatisfied unhappy discontent dissatisfaction"),
    ("trust", "distrust mistrust"),
    ("safe safer secure", "unsafe insecure"),
    ("easy easier simple", "hard harder difficult complex"),
    ("likely", "unlikely"),
    ("able", "unable"),
    ("right", "wrong"),
    ("succeed success", "fail failure"),
    ("hire hiring recruit", "fire lay dismiss"),
    ("always", "never"),
    ("help enable facilitate", "hinder hamper impede"),
)

POLE = {
    stem(word): (axis, sign)
    for axis, sides in enumerate(_POLES)
    for sign, words in zip((1, -1), sides, strict=True)
    for word in bag(words)
}
"""Stem → axis and sign: "improved" and "worsened" stand at the two ends of one axis."""

AMOUNT = bag("more less fewer higher lower")
"""Words that only turn the word behind them: they stand at a pole and add no content."""

LESS = bag("less fewer")
"""Words that turn the pole just behind them."""

DENIAL = bag("not no never neither nor without none nobody nothing hardly lack lacks lacking")

OPPOSITE = ("un", "dis", "in", "im", "ir", "non", "mis")
"""Prefixes that turn a word into its contrary."""

DEGREE = {
    word: degree
    for degree, words in {
        "strong": "much very strongly extremely highly completely fully totally absolutely definitely"
        " significantly",
        "weak": "somewhat slightly moderately fairly little partly partially",
        "top": "excellent outstanding",
    }.items()
    for word in bag(words)
}
"""Word → end of a scale: a share of those who answer "much closer" is a part of all who answer "closer"."""

WISH = {
    word: wish
    for wish, words in {
        "wish": "want wants wanted wish hope prefer",
        "duty": "should ought must",
        "plan": "plan plans planned planning intend intends expect expects expected anticipate",
    }.items()
    for word in bag(words)
}
"""Word → kind of what is not yet so."""

MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}

COUNT = {
    word: number
    for number, words in enumerate(
        ("zero", "one a an", "two couple", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    )
    for word in bag(words)
}

OWN = bag("they their them we our us i my themselves")
"""Pronouns for the respondents themselves."""

_COMMON = (
    "president would vote important country most government police job health law part news elect"
    " economic care issue made make handle back congress account pay democratic lead impeach act work"
    " least legal use budget attack change media deal problem could year concern time political enough"
    " federal major office security form great top can house tax new check know opinion system amount"
    " control average program background protect inform fair live social won national bill allow"
    " marriage equal because personal income used under data performance immigrant voted decision"
    " insurance illegal coverage idea done confidence off crime affect favorable require stay already"
    " share represent take access place general choice first sex thing remove cost hold race paid keep"
    " impact someone threat campaign best advance condition life well follow using poll company term"
    " service level incident benefit pass track two point before week area create difference stop leave"
    " risk provide foreign move gender discriminate climate based fact direct heard commit position end"
    " friend cause hear cover violence overall free challenge give prevent priority obstacle mind"
    " responsible through college ability effect interest far after address took result show win three"
    " technology worry wrong face world money people family school student child young woman man worker"
    " employee customer product market plan goal strategy team manage leader role skill train"
)
COMMON = {stem(word): place for place, word in enumerate(dict.fromkeys(_COMMON.split()))}
"""Stem → its place among the commonest of survey questions, counted over statements of many articles."""
