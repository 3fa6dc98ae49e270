"""Words of answers that name nobody, and names that many people have."""

from __future__ import annotations

import re

from analysis.codebook.matching import plain
from analysis.drafting.vocabularies import ORDERED
from analysis.drafting.words import (
    ANYTHING_ELSE,
    IN_BETWEEN,
    NO,
    NONE_OF_THEM,
    NOT_ANSWERED,
    UNDECIDED,
    YES,
)

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SAID = YES | NO | NOT_ANSWERED | UNDECIDED | ANYTHING_ELSE | NONE_OF_THEM | IN_BETWEEN
# Answers in order in languages whose order the draft doesn't know: known, but in no order.
SCALES = frozenset(
    plain(answer)
    for answer in """
nie|fast nie|selten|manchmal|gelegentlich|oft|häufig|meistens|sehr oft|immer|trifft zu
teils teils|trifft voll zu|trifft eher zu|trifft eher nicht zu|trifft gar nicht zu
trifft überhaupt nicht zu|stimme zu|stimme voll zu|stimme eher zu|stimme nicht zu
stimme eher nicht zu|neutral|weder noch|stimme gar nicht zu|stimme überhaupt nicht zu
teils/teils|sehr zufrieden|zufrieden|unzufrieden|jamais|rarement|parfois|quelquefois|souvent
très souvent|toujours|d'accord|tout à fait d'accord|pas d'accord|pas du tout d'accord
plutôt d'accord|plutôt pas d'accord|neutre|mai|raramente|talvolta|qualche volta|a volte|spesso
molto spesso|sempre|d'accordo|molto d'accordo|in disaccordo|neutrale|nunca|às vezes
algumas vezes|frequentemente|muitas vezes|concordo|discordo|concordo totalmente
discordo totalmente|neutro|nooit|zelden|soms|vaak|heel vaak|altijd|eens|oneens|helemaal eens
helemaal oneens|neutraal|nigdy|rzadko|czasami|czasem|często|bardzo często|zawsze|zgadzam się
nie zgadzam się|zdecydowanie tak|raczej tak|raczej nie|zdecydowanie nie|trudno powiedzieć
aldrig|sällan|ibland|ofta|mycket ofta|alltid|instämmer|instämmer inte|instämmer helt
varken eller|전혀 그렇지 않다|그렇지 않다|보통이다|보통|그렇다|매우 그렇다|항상|자주|가끔
때때로|거의 없음|전혀|없음|예|네|아니요|아니오|모름|나 혼자|혼자|전혀 아니다|아니다|매우 만족
만족|불만족|매우 불만족|まったくない|めったにない|時々|ときどき|よくある|いつも|常に|全くない
ほとんどない|はい|いいえ|どちらともいえない|そう思う|そう思わない|とてもそう思う
全くそう思わない|ややそう思う|あまりそう思わない|わからない|一人|ひとり|从不|從不|很少|偶尔
偶爾|有时|有時|经常|經常|总是|總是|是|否|同意|不同意|非常同意|非常不同意|一般|不确定|不確定
完全同意|完全不同意|满意|不满意|非常满意|非常不满意|独自|一个人
""".replace("\n", "|").split("|")
    if answer.strip()
)
FUNCTION = """
a about above after all alone also always am an and any are aren't as at away be because been
before both but by can can't do does doesn't don't during each either else enough every few
first for from full had has have haven't here if i i'm in into is isn't it it's itself just
know knew last later least less long many more most mostly much near neither never new no
nobody none nor not nothing now of off often on once one only or other others our out over own
part partly per quite rather same several since so some somebody someone something sometimes
soon than that the their them then there there's these they this those through to too under
until up us very was we were what when where which while who why will with within without
would yes yet you your maybe almost planned ab aber alle allein als am an auch auf aus bei
beides bin das der des die ein eine einer für ganz gar ich im in ist ja kein keine mehr
mehrere mit nach nein nicht nichts noch nur ob oder ohne sehr selbst sich sind so teils um und
viel viele von vor weniger wenig zu zum zur al algo así aún cada casi con de del desde el en
entre es está esto hay la las le lo los más menos mucho muy ni no nosotros o para pero poco
por que se sí sin sobre solo sola soy su también tengo todo un una varios y ya yo avec dans
des du elle en et j'ai je la le les mais ne non nous ou oui pas par pour sans seul seule sur
un une con da di il io per senza sono com eu sem sozinho sozinha een en het ik met niet van
voor zonder jag inte och som utan ja nie tak sam sama
"""
CATEGORIES = """
north south east west northern southern eastern western central centre center middle upper
lower africa asia europe america oceania caribbean pacific urban rural city town village
suburb suburban region local national international abroad home remote remotely onsite hybrid
office norte sur este oeste nord süd ost sud est ovest zentrum stadt ciudad pueblo campo
europa asien afrika amerika áfrica américa latina latin international primary secondary
elementary high middle comprehensive vocational nursery kindergarten university college school
schools education public private state grammar special grundschule gymnasium primaria
secundaria pública privada concertada small medium large big tiny huge short tall pequeña
mediana grande klein groß mittel junior senior mid mid-level entry level head director
assistant manager lead trainee intern apprentice employee employed unemployed self-employed
freelance freelancer contractor student retired full-time part-time time fulltime parttime
permanent temporary fixed contract casual volunteer volunteers agency organisation
organization people team teams colleague colleagues staff person paid work works working
worker self shift day days night nights evening morning weekend rotating week month months
year years hour hours minute minutes vollzeit teilzeit angestellt selbstständig student
rentner tiempo completo parcial empleado autónomo estudiante retail health healthcare care
media culture charity non-profit nonprofit administration technology consumer goods industry
manufacturing services service finance financial banking insurance construction transport
transportation logistics agriculture energy tourism hospitality science research engineering
marketing sales human resources hr it legal government military sports arts entertainment food
fashion beauty handel bildung gesundheit verwaltung industrie technik comercio educación salud
tecnología industria administración woman women man men female male non-binary nonbinary
diverse frau mann weiblich männlich divers mujer hombre femenino masculino girl boy bachelor
master doctor doctorate phd degree diploma certificate single married divorced widowed
separated money budget interest support space training skills information access allowed
needed sleep tea coffee breaks walks english german spanish french italian portuguese dutch
polish swedish korean japanese chinese better worse good bad easy hard different fine emea
latam apac dach usa uk eu us spa bakery book farm shop retailer library librarian nurse nurses
teacher teachers im
"""
# Names with which somebody may be called; the ones that are words as well are left out.
CALLED = """
anna ana anne ann maria marie mary marta martha anja andrea angela barbara birgit carla carlos
carmen carol caroline catherine charlotte chiara christian christina christine claudia daniel
daniela david diego elena elizabeth emily emma erik eva fatima felipe fernando francesca
francesco gabriel giulia giuseppe hannah hans heike helena ines ingrid isabel isabella jacek
james jan jane javier jean jennifer jens joan joao johan johanna john jonas jorge jose josé
joão juan julia julie jürgen karen karin karl katarzyna katharina kathrin klaus krzysztof
laura lars lisa louise lucia lucía luis luisa luca lukas łukasz magdalena manuel marco marcin
marek margaret mario markus martin matteo maurizio michael michel miguel mohamed mohammed
monica monika nicolas nicole olga oliver oscar pablo paolo patricia patrick paul paula pedro
peter petra philippe pierre piotr rafael raquel ricardo robert roberto ruth sabine sandra sara
sarah sergio simon simone sofia sofía sophie stefan stefanie stephanie susan susanne sven
teresa thomas tomasz thorsten ulrike ursula uwe wolfgang yvonne bob bill tom tim kate katie
jack joe jim ben sam alex garcía garcia gonzález gonzalez rodríguez rodriguez fernández
fernandez lópez lopez martínez martinez sánchez sanchez pérez perez gómez gomez ruiz díaz diaz
moreno muñoz álvarez romero torres navarro müller mueller schmidt schneider fischer weber
meyer meier wagner becker schulz hoffmann schäfer koch bauer richter wolf schröder neumann
schwarz zimmermann krüger hofmann hartmann smith jones williams taylor davies davis wilson
evans johnson roberts walker wright robinson thompson hughes edwards anderson miller moore
jackson harris clarke bernard dubois durand leroy moreau laurent lefebvre rossi russo ferrari
esposito bianchi romano colombo ricci silva santos oliveira souza pereira ferreira almeida
jansen visser bakker nowak kowalski kowalska wiśniewski wójcik kowalczyk andersson johansson
karlsson nilsson eriksson larsson olsson persson kim nguyen tran wang zhang chen sato suzuki
tanaka watanabe
"""
NAMES = frozenset(CALLED.split())
KNOWN = frozenset(
    plain(word)
    for text in (*SAID, *SCALES, *(t for steps in ORDERED.values() for t in steps), FUNCTION,
                 CATEGORIES)
    for word in WORD.findall(text)
) - NAMES  # fmt: skip
ANSWERS = SAID | SCALES | {text for steps in ORDERED.values() for text in steps}
