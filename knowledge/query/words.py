"""English words that are no goods: what a query can do without, and what is never misspelt."""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """The words of a list that is easier to read as text."""
    return tuple(text.split())


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILLERS = _set(
    """
    a about actually add again ah all already also although always am among amount an and another
    any anybody anyone anything anyway apart are around as asap ask at available away back basket
    be because been before begin being besides best between big bit both bring but buy buying by
    came can cannot cant carry cart check come comes coming compare cool cos could currently deal
    dear did difference do does doesnt doing dont dunno each either else email en especially etc
    even ever every everything exactly fancy few find finding fit fits fitting for from gave get getting gift gimme
    give go going gonna good got gotta great had happen happens has have havent having he hello
    help her here hers hes hey hi him his hopefully how howdy however hows i id ideally if ill im
    in instead interested into is isnt it item items its ive just kept kind kinda kindly kinds know
    least less let lets like likes list little look looking looks lot lots love make many may maybe
    me mean meant might mine more morning most mostly much must my myself need needed needing needs
    neither next nice no none nor not nothing now obviously of off offer offers often ok okay on
    once one ones only options or order other others otherwise our out over own perhaps plain
    please pls plz possible possibly prefer preferably preference present pretty probably product
    products purchase put quick quite rather real really recommend recommendation recommendations
    regarding remaining respectively restart right said same say sbd search searching see seen sell
    selling set shall she shes shop shopping should show showing shows size sizes smth so some
    somebody somehow someone something somewhere soon sort sorts specifically spend start status
    sth still stock store stuff such suggest suggestion suggestions suitable sure ta take tbh tell than
    thank thanks that thats the their them then there therefore theres these they theyre thing
    things think this tho those though thru to today together too totally towards trolley try
    trying type types u unless unlike up ur us use used using usually variety various versus very
    vs wanna want wanted wanting wants was wasnt way we wear wears well were what whatever whats
    when where whether which while who whom whose why will willing wish with within without
    wondering work works would wouldnt write written wrote ya yall yeah yep yes yet yo you youd
    your youre yup
    """
)

COMMON = FILLERS | _set(
    """
    able above add added adult adults affordable after again against ago alike almost along already
    although always among amount anybody anyone anyway apart april arrive ask asked august baby back
    bad bag basic because become bedroom began begin behind believe below beneath beside besides
    better between beyond birthday bottom box boy boyfriend boys bright brother brothers bucks budget
    business call called car care cart case cases change cheap cheaper cheapest check checkout child
    children choose christmas city class clean clear close closed cold color colors colour colours
    come comes coming comfortable common compare complete contact correct cost costs country couple
    cut dad dark daughter day days december delivery describe design detail details different
    difference difficult dinner discount dog dogs dollar dollars done door down dry during early easy
    eat either end enough entire euro euros evening even except excluding expensive explain extra
    face fall family far fast father favorite feature features february feel feet fine first fit fits
    five food foot forget four free friday friend friends front full fun garden gave gender general
    girl girlfriend girls goes gone grade grandma grandpa half hand hands happen hard hate head hear
    heavier heavy height high higher highest hold holiday home hot hour hours house husband idea
    ignore important include included includes including indoor inside instead january july june keep
    keeps kid kids kitchen know large larger largest last late later latest lately least leave left
    length less life light lighter lightest line live living long longer longest lost low lower
    lowest made main man march material maximum medium meet men mens middle mind minimum minute
    minutes missing mom moment monday money month months mother mother's name natural near neither
    never newest night nobody none noon normal north november number october offer office often
    older oldest open opposite option ordinary original outdoor outdoors outside pack package pair
    parents part party pay payment people person phone pick picked piece pieces place play plus
    point popular possible pound pounds powerful premium price priced prices problem question
    questions quickly quiet rain rainy rated rating ready reason refund remember remove return
    returns review reviews room round running safe sale saturday save school second see send
    september seven several shape sharp ship shipping short shorter side similar simple since single
    sister six size sizes sleep slow small smaller smallest smart soft solid someone son sorry sound
    south space special spend spring square standard star stars start state stay stop strong student
    style sub summer sunday support surprise sweet table tall teen teenager ten terrible test than
    themselves thick thin third thought three thursday tight time times tiny together tomorrow tonight
    top total tough toward travel true tuesday turn twenty twice two under unless until upon usual
    usually value via visit wait walk walking warm warmer watch water wear wednesday week weekend
    weeks weight went wet whether white wide wider wife winter woman women womens wonderful word
    words world worse worst worth write wrong year years yellow yesterday young
    """
)

# "History books" are what the category "History" holds: the noun adds nothing.
GENERIC = _set(
    """
    article articles book books clothes clothing collection department equipment essentials gear
    goods item items model models novel novels product products range section selection supplies
    things title titles
    """
)

# Between "for" and what something is for.
OWNERS = _set("a an the my our your his her their this that some any these those new old")

# What stands before something that is not wanted itself.
PURPOSES = _set("for with fit fits fitting match matches matching suits suit")

# "Something for my guitar" is no guitar; "looking for a guitar" is.
VAGUE = _set("something anything stuff accessories accessory things parts smth sth")
LOOKED_FOR = _set(
    """
    looking look search searching searched shop shopping hunting hunt asking ask market need want
    wish after budget price prices deal deals idea ideas option options recommendation
    recommendations suggestion suggestions up pay spend check ready here cost costs best
    """
)

# Words that a brand follows.
NAMED_BY = _set("by from brand only except but called make")

# What shops write where they have no brand.
NO_BRANDS = _set("unknown other generic unbranded none n/a na various misc noname no-name -")

# Between "not" and what is not wanted.
ARTICLES = _set("a an the any of in from by made with one ones that is are too so very have having")

# "not" before these says how, not what.
NO_GOODS = _set(
    """
    sure expensive pricey cheap costly much many really too very bad good great that this it ones
    one interested now yet only more less than over under big small large heavy long fancy working
    necessarily important matter problem worry thanks thank know see find get want need like all
    """
)

NEGATIONS = _set(
    "not no without wo except excluding exclude avoid never hate isnt arent dont doesnt nor minus "
    "neither wasnt forget skip ditch"
)

# After what must not be in it: "nut allergy", "gluten-free".
AVOIDED = _set("free allergy allergies allergic intolerance intolerances intolerant")

# Stems of the names of attributes that say what is in a product, and who says that it may be.
CONTENTS = _set("contain allergen trace")
CONTAINING = _set("with contains containing contain has have")

# After these even a word that the shop does not know is not wanted.
SURE_NEGATIONS = _set("no without wo except excluding exclude avoid minus")

NEGATION_PHRASES = (
    ("i", "dont", "want"),
    ("i", "do", "not", "want"),
    ("dont", "want"),
    ("do", "not", "want"),
    ("dont", "like"),
    ("do", "not", "like"),
    ("not", "made", "of"),
    ("anything", "but"),
    ("everything", "but"),
    ("anything", "except"),
    ("nothing", "from"),
    ("nothing", "by"),
    ("nothing", "in"),
    ("nothing", "with"),
    ("nothing", "made"),
    ("other", "than"),
    ("apart", "from"),
    ("instead", "of"),
    ("rather", "than"),
    ("allergic", "to"),
    ("free", "of"),
    ("do", "not"),
    ("is", "not"),
    ("are", "not"),
)
