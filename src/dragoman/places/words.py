"""Word lists the finder goes by. All lower case, as `fold` leaves them."""

from __future__ import annotations

__all__ = [
    "AFTER_KINDS",
    "BEFORE_KINDS",
    "COMMON",
    "DAYS",
    "DIRECTIONS",
    "ENGLISH",
    "FIRST_NAMES",
    "FUNCTION",
    "LOCATIVE",
    "NEAR",
    "PEOPLE",
    "POSTAL",
    "SPEECH",
    "TITLES",
    "WEAK",
]  # fmt: skip


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LOCATIVE = _set(
    "in at near from to toward towards around outside inside into across through throughout via within "
    "beyond entering leaving reach reached visiting visited"
)
"""What stands before a name of a place and seldom before another name."""

WEAK = _set("of over on against for with between by and or versus off")

NEAR = _set(
    "near outside around north south east west northeast northwest southeast southwest outskirts suburb suburbs "
    "countryside vicinity northern southern eastern western hinterland off"
)
"""Words that say the place is not the town itself but somewhere about it."""

DIRECTIONS = _set(
    "north south east west northern southern eastern western central upper lower greater inner outer downtown "
    "northeast northwest southeast southwest northeastern northwestern southeastern southwestern rural mainland "
    "midtown old occupied former nearby"
)

AFTER_KINDS = {
    "province": "region", "governorate": "region", "state": "region", "region": "region", "oblast": "region",
    "prefecture": "region", "voivodeship": "region", "krai": "region", "department": "region", "canton": "region",
    "county": "district", "co": "district", "district": "district", "raion": "district", "parish": "district",
    "borough": "district", "municipality": "district", "subdistrict": "district",
    "city": "town", "town": "town", "village": "town", "township": "town",
    "countryside": "district", "area": "district", "suburb": "district", "suburbs": "district", "outskirts": "district",
    "airport": "site", "airbase": "site", "camp": "site",
}  # fmt: skip
"""Kind of place a word behind the name tells."""

BEFORE_KINDS = {
    "province": "region", "governorate": "region", "state": "region", "region": "region", "oblast": "region",
    "county": "district", "district": "district", "borough": "district", "city": "town", "town": "town",
    "village": "town", "capital": "town", "port": "town", "suburb": "district", "suburbs": "district",
    "outskirts": "district", "municipality": "district", "hamlet": "town", "neighborhood": "district",
    "neighbourhood": "district", "stronghold": "town", "streets": "town", "centre": "town", "center": "town",
    "mayor": "town", "north": "district", "south": "district", "east": "district", "west": "district",
    "kilometers": "district", "kilometres": "district", "miles": "district", "battle": "town", "siege": "town",
}  # fmt: skip
"""Kind of place a word before "of" tells: "the city of ...", "the province of ..."."""

DAYS = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas easter ramadan"
)

TITLES = _set(
    "president vice prime premier chancellor king queen prince princess minister foreign defence defense interior "
    "finance secretary ambassador envoy gov governor mayor sen senator rep representative congressman congresswoman "
    "attorney chief general gen lieutenant lt col colonel maj major capt captain sgt commander admiral marshal "
    "police army navy air forces force embassy consulate judge justice lawyer mp mps lawmaker spokesman spokeswoman "
    "spokesperson supreme parliament legislature senate cabinet council government ministry democrats "
    "republicans democrat republican mr mrs ms dr sir lord lady sheikh ayatollah imam pope bishop archbishop cardinal "
    "court district circuit superior state deputy special regional national federal provincial city "
    "sheriff coroner"
)
"""Words with a capital that may stand beside a place's name without making it part of another name."""

FIRST_NAMES = _set(
    "jordan chad georgia israel kenya india cyprus malta austin houston dallas jackson lincoln washington madison "
    "charlotte victoria florence regina clinton sydney paris london virginia carolina chelsea brooklyn savannah "
    "santiago diego jose juan salvador francisco lourdes adelaide alexandria hamilton wellington nelson darwin "
    "trenton tyler logan marion montgomery bradford warren lawrence lancaster chester beverly cheyenne dakota "
    "phoenix devon kent milan troy kingston preston carson douglas gary eugene eureka tracy ann anna maria martin "
    "george john james thomas paul peter simon stewart stuart stanley stafford sterling spencer sheridan sherman "
    "shelby sheffield sandy russell roy roosevelt robinson richmond raymond ramsey quincy porter pierce perry "
    "parker owen norman newton morris milton miller mason marshall lewis lee kennedy jefferson irving howard henry "
    "harrison grant gordon glenn franklin ford elizabeth edison dixon davis curtis crawford craig cooper cleveland "
    "clay clark carter cameron bruce brandon blair berkeley barry baker arnold albert aurora angelo helena "
    "ali hassan hussein omar ahmed mahmoud ibrahim khalil khalid salim karim nasser rashid mansour saleh hamid "
    "ismail yusuf mustafa faisal jamal bashar haider abbas sadr salman nawaz imran erdogan aziz aydin kaya yilmaz ozturk vladimir boris igor ivan sergei oleg anton pavel "
    "levant palma ezra orlando jerome wayne clyde bruno nicholas nicolas leonardo bernardo teresa isabel clara"
)
"""Names of people that are names of places too; they need more than fame to count as a place."""

PEOPLE = _set("mr mrs ms miss dr sir lord lady sheikh prof rev")
"""What stands before a person's name only."""

FUNCTION = _set(
    "the a an in on at from to of by for with and but or nor so yet if as when while where after before since until "
    "because although though however meanwhile also both many most some all several two three four five six seven "
    "eight nine ten this that these those his her its their our my your he she it they we you i who what which why "
    "how there here now then only even still just not no yes once near inside outside across around between against "
    "over under about during through despite unlike like today yesterday tomorrow tonight earlier later last next "
    "other another such more less few each every any neither either visit is was are were be has have had will would "
    "can could should may might must do does did"
)

SPEECH = _set(
    "said says told tells added asked argued replied wrote tweeted insisted claimed answered thinks believes"
)
"""Verbs whose subject is a person, or a government, but no town."""

ENGLISH = _set("USA GBR AUS")
"""Countries whose alternate names in GeoNames are mostly old ones nobody uses in English."""

POSTAL = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia (U.S. state)", "HI": "Hawaii",
    "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan",
    "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York state",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee",
    "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington state",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "AB": "Alberta", "ON": "Ontario", "QC": "Quebec",
    "SK": "Saskatchewan", "MB": "Manitoba", "NB": "New Brunswick", "NS": "Nova Scotia",
}  # fmt: skip
"""Codes of states and provinces behind a comma ("Dallas, TX") -> name in the supplement."""

COMMON = _set(
    # Ordinary words, bodies, titles, brands and peoples that some town somewhere is called.
    "free rest inland ok congress crossroads evergreen police union independence central most enterprise liberal male same many of man reading mobile nice bath split "
    "hit march may august sunday monday friday police army navy congress parliament president senate house court "
    "justice media social young old new north south east west street road park lake river mountain island valley "
    "bay beach hill hills church school university college hospital airport station center centre city town village "
    "county state district province region country nation world earth war peace law order power energy water fire "
    "gas oil gold silver diamond iron steel stone rock wood forest green black white red blue brown gray grey orange "
    "rose lily ruby pearl opal summer winter spring autumn fall star sun moon sky sea ocean north-south god jesus "
    "christ mary lord king queen prince duke baron bishop pope saint angel heaven eden paradise hope faith love joy "
    "liberty freedom victory unity harmony concord prosperity progress industry commerce trade market bank finance "
    "stock bond fund money dollar euro pound franc times post news journal herald tribune globe mail star guardian "
    "observer telegraph mirror sun express independent standard gazette chronicle register republic democrat "
    "republican democratic labour labor conservative green tory national international federal general major "
    "minor captain colonel admiral marshal sheriff ranger scout guard guards force forces security defense defence "
    "intelligence agency office bureau department ministry council committee commission board authority service "
    "services party group team club league association federation alliance front movement brigade battalion division "
    "islamic islam muslim christian jewish jew arab arabs arabic hebrew hindu buddhist catholic protestant orthodox "
    "sunni shia shiite kurd kurds kurdish alawite druze yazidi allah prophet quran bible mosque daesh isis isil nato "
    "google apple amazon facebook twitter instagram microsoft uber tesla boeing ford toyota samsung sony nokia "
    "reuters bbc cnn fox nbc abc cbs mr mrs miss ms dr sir one two three four five six seven eight nine ten first second "
    "third last next best good great grand big little small long short high low upper lower early late day night "
    "week month year today tomorrow yesterday morning evening noon midnight hour minute time date age life death "
    "family father mother brother sister son daughter baby child children boy girl men women woman people person "
    "human friend friends lady gentleman guest visitor home room door window wall bridge gate tower castle palace "
    "temple hall garden field farm ranch mill mine port ship boat car bus train plane truck bike road highway "
    "avenue square place corner point view cross circle ring line border coast shore cape gulf strait channel "
    "molotov michael david trump obama bush clinton biden putin assad merkel macron cameron blair thatcher reagan nixon kennedy carter "
    "erdogan netanyahu arafat rouhani khamenei zarif modi xi abe "
    "but and the for with from about after before under over this that these those here there where when what who "
    "why how all any some none each every both few more much such only own other than then too very can will just "
    "should now yes no not nor well also back even still way down up out off in on at by to as is was are be been am "
    "an it its he she we they you your our my his her their me him us them if or so do does did has have had "
    "act bill case deal plan talks summit conference meeting report statement letter email phone video photo image "
    "film movie book story song music art game sport football soccer hockey baseball basketball tennis golf cricket "
    "olympic olympics cup championship final finals bowl series open premier champion champions coach player "
    "doctor nurse teacher student professor lawyer judge officer driver pilot soldier "
    "central americans western eastern northern southern mid deep far middle inner outer greater grand "
    "enter exit start end stop go come see look listen hear say said tell told ask call read write show "
    "supreme high district circuit superior crown royal imperial federal civil criminal "
    "christmas easter ramadan eid thanksgiving halloween "
    "hezbollah hamas fatah taliban houthi houthis peshmerga qaeda boko haram shabaab "
    "rally march protest strike attack bomb blast explosion raid siege battle fight truce ceasefire "
    "associated press agence france-presse canadian press staff editor reporter source sources "
    "true false fact facts truth lie secret public private local global regional rural urban "
    "cancer diabetes fever flu ebola zika covid virus vaccine drug drugs medicine health care "
    "internet web online digital cyber data software computer machine robot technology science research "
    "chapter section article page volume edition issue part unit level grade class type kind form model "
    "lead leader leaders chief head director manager chairman chairwoman chair secretary minister mayor governor "
    "senator representative ambassador envoy spokesman spokeswoman deputy vice acting former ex "
    "photo photos caption credit copyright file advertisement subscribe share comment comments related "
    "are were may can must shall might ought does done being having going coming "
    "chance luck fortune fate destiny dream dreams vision mission action reaction solution resolution revolution "
    "evolution constitution institution foundation organization organisation administration corporation company "
    "limited inc ltd corp llc plc co holdings partners capital ventures industries systems solutions "
    "sahara savannah prairie delta oasis canyon mesa mansion cottage villa casa maison "
    "bar cafe hotel inn restaurant motel resort spa mall plaza store shop "
    "imam mullah mullahs sheikh ayatollah sultan emir caliph shah tsar czar emperor "
    "sea-watch bataclan brexit soviet yugoslav persian "
    "ali hassan hussein omar mohammed muhammad ahmed abdullah ibrahim mahmoud mustafa "
    "mercy grace charity hope trinity cross calvary bethel zion salem sinai hebron "
    "bang dang pop rock jazz punk rap soul"
) - _set("sinai hebron salem sahara savannah delta france mobile bath split orange")
"""Ordinary words: a town of that name counts only with its region or country beside it."""
