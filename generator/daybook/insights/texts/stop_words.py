"""Words that no topic begins or ends with: those between phrases, and those of papers about themselves.

The lists are short: titles give away most words of the second kind (see `topics.choice`), but not in small
archives.
"""

_INSIDE = "of to in as a the"
_BETWEEN = """
    an anything everything something on for with from by via and or is are be been being was were at
    its it this that these those into onto using use used toward towards through throughout we our
    us can could should may not no do doe how what when where why which who whether you your all any
    more most less better best than then beyond under over without within between among across
    against after before despite during since until based driven aware oriented guided enabled like new
    novel one two three first their they
    them there here let need make also only about out up if but so vs versus per
    affect become explain help improve meet reveal say tell
"""
_OF_PAPERS = """
    approach method framework study paper report survey review technique result performance experiment
    benchmark dataset metric comparative generated fidelity quality analysis overview comprehensive systematic
    empirical simple effective extensive holistic state sota art baseline case perspective insight challenge
    question problem setting scenario capability ability work improved improving enhancing enhanced exploring
    evaluating benchmarking understanding rethinking advancing leveraging investigating learning training
    building bridging boosting unlocking adapting introducing technical preliminary lesson potential efficient
    learn learner single multiple know evaluation aligning level step journey metre meter hour minute
"""
_RELATIVE = "that which who they we it you can could should may not"
_ENDINGS = "learning training understanding analysis review question"
_TOO_GENERAL = """
    activation adaptation aggregation assessment attribution augmentation automation classification
    customization decomposition detection discovery enhancement evolution explanation exploration fusion
    generation guidance localization matching mitigation modeling matter modelling optimization prediction
    recognition refinement resolution thinking transfer tuning
"""

INSIDE = frozenset(_INSIDE.split())
"""Words that a phrase may have inside: chain of thought, text to image, LLM as a judge."""
FUNCTION = INSIDE | frozenset(_BETWEEN.split())
"""Words at which a title is cut into phrases."""
BOILERPLATE = frozenset(_OF_PAPERS.split())
"""No phrase that begins or ends with one names a subject."""
BEFORE_VERBS = frozenset(_RELATIVE.split())
"""No phrase begins after one of these: a verb stands there."""
ENDINGS = frozenset(_ENDINGS.split())
"""Of these, those that may end a phrase of several words: reinforcement learning, sentiment analysis."""
TOO_GENERAL = frozenset(_TOO_GENERAL.split())
"""Nouns that name a subject only with another word: image generation."""
