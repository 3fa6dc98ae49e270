"""The answers that surveys offer in a known order, in English and Spanish."""

from __future__ import annotations

from analysis.codebook.matching import plain

# Each line is a step, from least to most; wordings of one step stand between bars. A list of
# answers is ordered by the steps it uses: nobody offers two wordings of one.
FREQUENCY = """
never | at no time | none of the time | not once | nunca | jamás
almost never | hardly ever | very rarely | very seldom | casi nunca | muy rara vez | muy raramente
rarely | seldom | not often | infrequently | raramente | rara vez | pocas veces
a few times a year | once a year or less | una vez al año | algunas veces al año
less than once a month | once a month or less | menos de una vez al mes
once a month | monthly | una vez al mes | mensualmente
a few times a month | algunas veces al mes | varias veces al mes
less than once a week | menos de una vez a la semana
once a week | weekly | una vez a la semana | una vez por semana | semanalmente
occasionally | once in a while | now and then | on occasion | several days | ocasionalmente | \
de vez en cuando | alguna vez | algunos días
less than half of the time | less than half the time | menos de la mitad del tiempo
sometimes | some of the time | a veces | algunas veces
about half the time | half of the time | half the time | la mitad del tiempo
more than half of the time | more than half the time | more than half the days | \
más de la mitad del tiempo | más de la mitad de los días
fairly often | quite often | regularly | bastante a menudo | con cierta frecuencia | regularmente
often | frequently | many times | a menudo | frecuentemente | con frecuencia | muchas veces
a few times a week | several times a week | algunas veces a la semana | \
varias veces a la semana | varias veces por semana
usually | generally | most of the time | normalmente | generalmente | la mayor parte del tiempo | \
la mayoría de las veces
very often | very frequently | muy a menudo | muy frecuentemente | con mucha frecuencia
almost always | nearly always | nearly every day | almost every day | casi siempre | \
casi todos los días
every day | daily | todos los días | cada día | diariamente
always | all of the time | all the time | constantly | siempre | todo el tiempo
several times a day | varias veces al día
"""
AGREEMENT = """
strongly disagree | totally disagree | completely disagree | fully disagree | \
disagree strongly | totalmente en desacuerdo | muy en desacuerdo | completamente en desacuerdo
mostly disagree | moderately disagree | bastante en desacuerdo
disagree | en desacuerdo
somewhat disagree | slightly disagree | rather disagree | tend to disagree | disagree somewhat | \
disagree slightly | algo en desacuerdo | más bien en desacuerdo | parcialmente en desacuerdo
neither agree nor disagree | neither disagree nor agree | neutral | undecided | neither | \
ni de acuerdo ni en desacuerdo | ni en desacuerdo ni de acuerdo | indeciso | indiferente
somewhat agree | slightly agree | rather agree | tend to agree | agree somewhat | \
agree slightly | algo de acuerdo | más bien de acuerdo | parcialmente de acuerdo
agree | de acuerdo
mostly agree | moderately agree | bastante de acuerdo
strongly agree | totally agree | completely agree | fully agree | agree strongly | \
totalmente de acuerdo | muy de acuerdo | completamente de acuerdo
"""
SATISFACTION = """
extremely dissatisfied | completely dissatisfied | totally dissatisfied | \
totalmente insatisfecho | completamente insatisfecho | nada satisfecho | not at all satisfied
very dissatisfied | very unsatisfied | muy insatisfecho | muy insatisfecha
dissatisfied | unsatisfied | not satisfied | insatisfecho | insatisfecha | poco satisfecho
somewhat dissatisfied | slightly dissatisfied | rather dissatisfied | slightly satisfied | \
algo insatisfecho
neither satisfied nor dissatisfied | neither dissatisfied nor satisfied | neutral | neither | \
moderately satisfied | ni satisfecho ni insatisfecho | ni satisfecha ni insatisfecha | neutro
somewhat satisfied | rather satisfied | fairly satisfied | algo satisfecho
satisfied | satisfecho | satisfecha
very satisfied | muy satisfecho | muy satisfecha
extremely satisfied | completely satisfied | totally satisfied | totalmente satisfecho | \
completamente satisfecho
"""
QUALITY = """
terrible | awful | extremely poor | pésimo | pésima
very poor | very bad | muy malo | muy mala | muy mal | muy deficiente
poor | bad | malo | mala | mal | deficiente
below average | por debajo de la media
fair | average | acceptable | okay | ok | so-so | neutral | neither good nor bad | mediocre | \
regular | aceptable | normal | ni bueno ni malo
above average | por encima de la media
good | bueno | buena | bien
very good | muy bueno | muy buena | muy bien
excellent | outstanding | excelente
"""
IMPORTANCE = """
not at all important | not important at all | completely unimportant | nada importante | \
sin ninguna importancia
very unimportant | muy poco importante
not important | unimportant | not very important | not so important | poco importante | \
no importante | sin importancia
slightly important | a little important | of little importance | low importance | \
ligeramente importante | algo importante
neutral | neither important nor unimportant | ni importante ni poco importante
somewhat important | moderately important | fairly important | rather important | \
medium importance | moderadamente importante | medianamente importante
important | quite important | importante | bastante importante
very important | high importance | muy importante
extremely important | essential | absolutely essential | of the utmost importance | \
extremadamente importante | esencial | imprescindible
"""
LIKELIHOOD = """
extremely unlikely | definitely not | certainly not | not at all likely | \
extremadamente improbable | definitivamente no | seguro que no | nada probable
very unlikely | very improbable | muy improbable
unlikely | probably not | not likely | not very likely | improbable | poco probable | \
probablemente no
somewhat unlikely | slightly unlikely | slightly likely | algo improbable
neutral | neither likely nor unlikely | possibly | might or might not | perhaps | \
ni probable ni improbable | posiblemente | quizás | tal vez
somewhat likely | moderately likely | algo probable
likely | probably | probable | probablemente | probablemente sí
very likely | muy probable
extremely likely | definitely | certainly | almost certainly | definitely yes | \
extremadamente probable | definitivamente | definitivamente sí | seguro que sí
"""
EASE = """
extremely difficult | extremely hard | extremadamente difícil
very difficult | very hard | muy difícil
difficult | hard | difícil
somewhat difficult | rather difficult | slightly difficult | algo difícil
neutral | neither easy nor difficult | neither difficult nor easy | ni fácil ni difícil
somewhat easy | rather easy | slightly easy | algo fácil
easy | fácil
very easy | muy fácil
extremely easy | extremadamente fácil
"""
EXTENT = """
not at all | not in the least | en absoluto | para nada | nada
very little | hardly at all | to a very small extent | muy poco
slightly | a little | a little bit | to a small extent | only a little | not much | not very | \
un poco | ligeramente | poco | en pequeña medida
somewhat | moderately | a moderate amount | to some extent | partly | fairly | algo | \
moderadamente | en cierta medida
quite a bit | quite | quite a lot | considerably | mostly | to a large extent | bastante | \
en gran medida
very much | very | a lot | a great deal | to a great extent | to a very large extent | mucho | muy
extremely | completely | entirely | totally | badly | extremadamente | completamente | \
totalmente | muchísimo
"""
LEVEL = """
none | ninguno | ninguna
very low | muy bajo | muy baja
low | bajo | baja
rather low | below average | más bien bajo
medium | moderate | average | middle | medio | media | moderado | moderada
rather high | above average | más bien alto
high | alto | alta
very high | muy alto | muy alta
"""
CHANGE = """
much worse | a lot worse | mucho peor
worse | peor
somewhat worse | slightly worse | a little worse | algo peor | un poco peor
the same | about the same | no change | unchanged | igual | sin cambios | más o menos igual
somewhat better | slightly better | a little better | algo mejor | un poco mejor
better | mejor
much better | a lot better | mucho mejor
"""
AMOUNT = """
none | none of them | ninguno | ninguna | ninguno de ellos
very few | muy pocos | muy pocas
few | a few | a few of them | pocos | pocas | unos pocos
some | some of them | algunos | algunas | algunos de ellos
about half | half of them | la mitad
many | many of them | muchos | muchas
most | most of them | la mayoría
almost all | nearly all | casi todos | casi todas
all | all of them | todos | todas
"""


def _steps(lines: str) -> dict[str, int]:
    rows = [line for line in lines.strip().splitlines() if line]
    return {plain(word): n for n, line in enumerate(rows) for word in line.split("|")}


# The name of each list of ordered answers, with the step of every wording. The first that knows
# all answers of a question orders them.
ORDERED = {
    "how_often": _steps(FREQUENCY),
    "agreement": _steps(AGREEMENT),
    "satisfaction": _steps(SATISFACTION),
    "importance": _steps(IMPORTANCE),
    "likelihood": _steps(LIKELIHOOD),
    "ease": _steps(EASE),
    "quality": _steps(QUALITY),
    "extent": _steps(EXTENT),
    "level": _steps(LEVEL),
    "change": _steps(CHANGE),
    "how_many": _steps(AMOUNT),
}

# Lists as they are offered: a small sheet may lack an answer that the form has.
OFFERED = tuple(
    tuple(answer.strip() for answer in line.split(","))
    for line in """
Never, Rarely, Sometimes, Often, Always
Never, Seldom, Sometimes, Often, Always
Never, Rarely, Sometimes, Often, Very often
Never, Almost never, Sometimes, Fairly often, Very often
Never, Almost never, Sometimes, Almost always, Always
Nunca, Casi nunca, A veces, Casi siempre, Siempre
Nunca, Rara vez, A veces, A menudo, Siempre
Nunca, Raramente, A veces, Frecuentemente, Siempre
Strongly disagree, Disagree, Neither agree nor disagree, Agree, Strongly agree
Strongly disagree, Disagree, Neutral, Agree, Strongly agree
Totalmente en desacuerdo, En desacuerdo, Ni de acuerdo ni en desacuerdo, De acuerdo, \
Totalmente de acuerdo
Muy en desacuerdo, En desacuerdo, Ni de acuerdo ni en desacuerdo, De acuerdo, Muy de acuerdo
Very dissatisfied, Dissatisfied, Neither satisfied nor dissatisfied, Satisfied, Very satisfied
Very dissatisfied, Dissatisfied, Neutral, Satisfied, Very satisfied
Muy insatisfecho, Insatisfecho, Neutral, Satisfecho, Muy satisfecho
Very poor, Poor, Fair, Good, Very good
Poor, Fair, Good, Very good, Excellent
Muy malo, Malo, Regular, Bueno, Muy bueno
Not at all important, Slightly important, Moderately important, Very important, \
Extremely important
Very unlikely, Unlikely, Neutral, Likely, Very likely
Muy improbable, Improbable, Neutral, Probable, Muy probable
Not at all, Slightly, Moderately, Very, Extremely
Not at all, A little, Somewhat, Quite a bit, Very much
Nada, Poco, Algo, Bastante, Mucho
""".replace("\\\n", "")
    .strip()
    .splitlines()
)
