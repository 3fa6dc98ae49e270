"""What the words of a header ask for, in the languages of twelve surveys: who, where of work, what.

English, German, Spanish, French, Italian, Portuguese, Dutch, Polish, Swedish, Korean, Japanese and
Chinese. A word that is missing here costs a question of the draft, never somebody's name: a header
that asks for nothing known is drafted only with answers that are known.
"""

from __future__ import annotations

import re


def _any(lines: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """One of the words, which stand between bars."""
    words = "|".join(word.strip() for word in lines.replace("\n", "|").split("|") if word.strip())
    return re.compile(f"{before}(?:{words}){after}")


def _words(lines: str) -> re.Pattern[str]:
    return _any(lines, r"(?<![^\W_])", r"(?![^\W_])")


WHO = _words(
    r"""
    which (of \w+ )?(teachers?|nurses?|doctors?|professors?|persons?|people|friends?|students?)
    welche[nmrs]? (lehr|arzt|ärzt|pfleg|person)\w*|qué (profesora?|médic[oa]|enfermer[oa]|persona)
    ^who|^whose|who (is|are|was|were)|whom|(with|to|from|for|by|under) who
    [.?!:,(/] ?who|^wer|^wen|^wem|^wessen|(mit|von|bei|für|an) wem|quién(es)?|^quien(es)?
    ^qui|(avec|à|de|par|pour) qui|^chi|(con|a|di|da) chi|^quem|(com|a|de|para) quem
    wie is|wie zijn|wie was|(met|van|aan|door|voor) wie|^kto|^kim|^kogo|^komu|z kim|vem|vems
    """
)
WHO_IN_SIGNS = _any("누구|누가|誰|だれ|どなた|谁|哪位")
NAME = _any(
    r"""
    \bnames?\b|\bnamn\b|nombre|apellido|\bnome\b|\bnomi\b|cognome|apelido|sobrenome|\bnoms?\b
    prénom|\bnaam\b|imię|imienia|nazwisk|nazwa|\bname\w*|vorname|nachname|wie heiß|cómo se llama
    comment s'appelle|come si chiama|hoe heet|jak się nazywa|vad heter|이름|성명|성함|名前|氏名
    お名前|姓名|名字|名称|名稱|이름은|postcode|zip code|postal|postleitzahl|\bplz\b|kod pocztowy
    postnummer
    """
)
CONTACT = _any(
    r"""
    to call|call you|reach you|contact|kontakt|erreichen|anruf|telefon|teléfono|llamar|téléphon
    joindre|appeler|chiamar|ligar|bellen|zadzwonić|\bringa\b|\bphone\b|mobile|handynummer
    e-?mail|전화번호|연락|電話番号|連絡|电话|電話號|联系|聯絡|微信号
    """
)
PERSON = _any(
    r"""
    \bboss(es)?\b|manager|supervisor|\b(team ?)?lead(er)?s?\b|\bhead (nurse|teacher|of)\b
    headteacher|principal\b|mentor|\bcoach\b|therapist|colleague|co-?worker|teammate|\bdirector
    superior|foreman|vorgesetzt|\bchef|leiter|leitung|kolleg|betreuer|ansprechpartner|jefe|jefa
    encargad|compañer|responsable|supérieur|collègue|dirigeant|\bcapo\b|responsabil|colleg[ah]
    superiore|dirigent|gerente|\bchefe|supervisora|colega|diretor|leidinggevende|baas|collega
    kierowni|przełożon|szef|dyrektor|współpracowni|\bchefen|arbetsledare|kollega|상사|관리자
    팀장|수간호사|동료|멘토|원장|교장|上司|先輩|同僚|店長|師長|校長|主任|领导|領導|上级|上級
    同事|经理|經理|老板|老闆|班主任|护士长
    """
)
WORKPLACE = _any(
    r"""
    clinic|hospital|\bpractice\b|surgery\b|\bwards?\b|school|college\b|universit|kindergarten
    nursery|company|compan(y|ies)|employer|\bfirm\b|organi[sz]ation|workplace|place of work
    \boffices?\b|branch|\bstores?\b|\bshops?\b|librar(y|ies)|\bagency\b|institution|\bsites?\b|facility
    restaurant|hotel|church|\bteams?\b|\bcampus\b|\bunit\b|\bclient\b|\bcent(er|re)\b|klinik
    krankenhaus|\bpraxis\b|schule|hochschule|firma|firmen|unternehmen|betrieb|arbeitgeber
    einrichtung|filiale|arbeitsplatz|standort|heim\b|empresa|colegio|escuela|instituto|centro
    clínica|clinica|consultorio|empleador|lugar de trabajo|equipo|entreprise|employeur|clinique
    hôpital|école|\blycée|collège|société|établissement|cabinet|équipe|azienda|datore di lavoro
    ospedale|scuola|ditta|struttura|società|sede\b|squadra|escola|empregador|consultório
    estabelecimento|equipe|bedrijf|werkgever|ziekenhuis|kliniek|organisatie|instelling|vestiging
    praktijk|\bschool|szpital|szkoł|szkol|przychodni|pracodawc|klinika|zakład|placówk|företag
    arbetsgivare|sjukhus|skola|vårdcentral|förskola|arbetsplats|회사|직장|병원|학교|의원|기관
    근무지|근무처|소속|병동|부서명|팀명|会社|勤務先|病院|学校|職場|所属|施設|企業|診療所|公司
    单位|單位|医院|醫院|學校|诊所|診所|机构|機構|雇主|企业
    """
)
# What a name answers to: 'Which clinic?', '¿De qué centro eres?'
WHICH = _any(
    r"""
    \b(which|what|where)\b|\bwelche[nmrs]?\b|\bwo\b|qué|cuál|dónde|\bquel(le)?s?\b|où\b
    \bqual[ei]?\b|dove\b|\bonde\b|\bwelke?\b|\bwaar\b|\bgdzie\b|któr|jaki|\bvilke[nt]\b|\bvar\b
    \bvilka\b|어느|어디|무슨|どの|どこ|どちら|何|哪|什么|什麼
    """
)
# A kind of workplace, or what it does, is no workplace.
KIND_OF = _any(
    r"""
    \b(kind|type|sort|form|size|sector|industry|level|category)s?\b|how (big|large)
    \bart (von|der|des)\b|\bwhat do(es)? .*\b(do|make|sell|offer)\b|welche art|\bform\b
    typ(us)?\b|schulart|schulform|schultyp|branche|größe|sektor|tipos?\b|sector|tamaño|clase de
    types?\b|secteur|taille|genre d|settore|dimension[ei]|tipologia|setor|porte d|tamanho|soort
    grootte|rodzaj|wielkość|branż|typ av|storlek|sorts|bransch|종류|유형|규모|업종|형태|種類
    規模|業種|形態|タイプ|类型|類型|规模|行业|行業|性质
    """
)
HOW_MANY = _any(
    r"""
    \bhow (many|much)\b|wie ?viele?|anzahl|cuánt[oa]s|combien|quant[iaeo]s?\b|hoeveel|\bilu\b
    \bile\b|hur många|몇|何人|何名|几个|几人|幾|多少|number of
    """
)
CATEGORY = _any(
    r"""
    \bwhat (do|did) you (do|use|sell|make|offer|teach|study)\b
    \b(kind|type|sort|categor(y|ies)|which|industry|sector|field|area|region|country|state|county)\b
    \b(province|continent|town|city|district|seniority|position|role|occupation|profession|level)\b
    \b(grade|rank|contract|employment|employed|shift|schedule|size|gender|sex|ethnicity|education)\b
    \b(degree|qualification|department|special(i[sz]ation|ty)|subject|discipline|languages?|status)\b
    \b(tick|select|choose|check all|mark all|all that apply|closest|best describes?|job title)\b
    \b(goods|tools|products?|platforms?|channels?|topics?|tasks|resources|devices|track|mode)\b
    \bhow (many|much|often|long|old|far|big|large|likely|satisfied|are you (employed|paid))\b
    \bwhere (is|are) your (?!job|work)|^where\b\??$|\bage group\b|\bwelche[nmrs]?\b|branche\b
    bereich|bundesland|\bland\b|region|beruf|position\b|vertrag|arbeitszeit|geschlecht|größe
    fach\b|wie viele?|wie oft|ankreuzen|auswählen|zutreffend|\bart (von|der|des)\b|\bqué tipo
    \btipo|cuánt[oa]s|país|sector|provincia|contrato|puesto|género|sexo|tamaño|jornada|marca tod
    seleccion|elige|idioma|recursos|herramientas|secteur|pays\b|région|contrat|poste\b|genre\b
    taille|combien|coche[rz]|sélectionne|langue|type de|settore|paese|regione|contratto|ruolo
    genere|quant[ie]\b|seleziona|setor|estado\b|região|cargo\b|gênero|quant[oa]s\b|marque
    selecione|soort|beroep|hoeveel|functie|geslacht|taal|kruis|rodzaj|branż|województw|stanowisk
    umow|płeć|\bile\b|ilu\b|zaznacz|bransch|sektor|\bhur (många|ofta|länge)|län\b|anställning
    kön\b|välj|språk|종류|유형|지역|업종|직급|직종|직위|고용|성별|규모|몇|얼마|모두 선택|선택
    근무 형태|種類|業種|地域|職種|役職|雇用|性別|規模|何人|すべて選|選択|言語|都道府県|类型|類型
    行业|行業|地区|地區|职位|職位|职业|職業|性别|规模|几|多少|多选|多選|选择|選擇|省份
    """
)
COMMENT = _any(
    r"""
    anything else|any (other|further|additional)|comments?\b|remarks?\b|tell us
    (your|any) feedback|^feedback|suggest|please (explain|specify|describe)|in your own words
    additional (info|notes)|\[other\]$|_other_text$|- text$|^why\b|^other\b.*specify
    (like|want|wish) to (say|add|tell|share)|anything (you|that|we)
    your (thoughts|words|opinion|story|message)|what would you (change|improve)|^message
    ^notes?\b|free text|open answer|comentario|observacion|sugerencia|algo más|explique
    quiera[sn]? (decir|añadir|contar)|cuéntanos|anmerkung|kommentar|sonst noch|bemerkung
    anregung|möchte(st|n)?\b.*(sagen|mitteilen|hinzufügen|loswerden|erzählen)|vorschl[aä]g
    hinweise|freitext|commentaire|remarque|autre chose|souhaite.*(ajouter|dire)
    voulez.*(ajouter|dire)|vos idées|comment[oi]\b|osservazion|suggeriment|altro da|aggiungere
    vuo(i|le) (dire|dirci)|comentário|observaç|sugest|algo mais|mais alguma coisa
    gostaria de (dizer|acrescentar)|opmerking|toelichting|suggestie|verder nog|nog iets
    iets (anders|kwijt|toevoegen)|uwag|komentarz|sugesti|coś (jeszcze|dodać)
    chcia.*(dodać|powiedzieć)|synpunkt|övrigt|något (mer|annat|annan)|vill .*(tillägga|säga)
    förslag|하고 싶은|하실 말|남기|의견|건의|제안|코멘트|자유롭게|자유 ?(응답|의견)|기타 사항
    意見|感想|自由記述|自由回答|コメント|お聞かせ|ご要望|意见|建议|建議|评论|評論|留言|备注|備註
    想说|想說|补充|補充
    """
)
