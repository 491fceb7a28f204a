# ruff: noqa: E501  (a line of a table is one language)
"""Words that carry no subject of their own: articles, pronouns, prepositions, conjunctions, numerals, adverbs of order.

Also what may be said of any answer ("the remaining number of ..."), which names no other quantity either.
"""

from __future__ import annotations

from types import MappingProxyType

_TABLE = """
ar كم ما ماذا من في على إلى عن مع هو هي هم هذا هذه ذلك تلك التي الذي و أو ثم لأن إذن لذلك يكون تكون كان كانت لدى لديه لديها عدد يوجد توجد كل بعد قبل قد لقد أن إن نحن أنا الذين أين متى كيف لذا فإن له لها هناك بين عند حتى إذا كما أي وهو وهي إجمالي المجموع الكلي المطلوب المطلوبة
he כמה מה מי איזה של את על אל עם הוא היא הם הן זה זו זאת אלה ו או אבל כי לכן אז יש אין היה היתה היו לו לה להם כל אחרי לפני גם אנחנו אני בסך הכל מספר אשר אם לא איזו היכן מתי איך כן הייתה יהיה תהיה בין עד כאשר לפיכך ולכן סך המבוקש המבוקשת
fa چند چه که از در به با را این آن او آنها ما من و یا پس است هست بود شد می شود دارد دارند داشت هر بعد قبل برای تعداد
hi कितना कितने कितनी क्या कौन का की के को में पर से है हैं था थे थी होगा होगी होंगे और या तो कि यह वह ये वे उस इस उसके इसके उनके पास कुल अब बाद पहले हर एक अतः इसलिए संख्या जो तब ने तक लिए अभीष्ट होता होती होते
en the a an this that these those it its he she they his her their them him us we i you our my your me one ones two three four five six seven eight nine ten eleven twelve hundred thousand and or but nor so thus hence therefore then than as if since because when while where which who whom whose what how of in on at to from by for with without into onto over under out up down off per between among across through during until till about within along after before is are was were be been being am has have had having do does did doing can will would shall should must not no both all each every any some such same more most less least many much few only just also even still yet now again here there finally lastly once already currently together altogether overall combined combine exactly precisely simply however thing things way ways let's let get gets got getting put like too very per else own well back away left equal equals equally
de viel welch der die das dem den des ein eine einer eines einem einen kein keine dieser diese dieses diesem diesen jeder jede jedes jedem jeden er sie es ihr ihre ihrer ihren ihrem ihm ihn ihnen sein seine seiner seinen seinem wir man ich du uns unsere unser und oder aber also so somit daher damit folglich dann denn weil da wenn als wie was wer wo welche welcher welches von vom zu zum zur in im an am auf aus bei beim mit nach vor für über unter um durch ohne zwischen bis pro je ist sind war waren wird werden wurde wurden sei hat haben hatte hatten kann können muss müssen sich nicht noch nur auch schon nun jetzt hier dort insgesamt zusammen genau eins zwei drei vier fünf sechs sieben acht neun zehn mehr viele viel alle alles beide etwa dass
fr combien quel quelle quels quelles le la les un une des du de au aux ce cet cette ces il elle ils elles on nous vous je tu lui leur leurs son sa ses mon ma mes notre nos votre vos y en et ou mais donc or ni car ainsi alors puis que qui quoi dont où si comme quand lorsque puisque parce dans sur sous par pour avec sans entre vers chez après avant depuis pendant jusque est sont était étaient sera seront être été a ont avait avaient aura avoir fait font faut peut doit ne pas plus moins très tout toute tous toutes chaque même autre encore aussi déjà maintenant ensuite finalement enfin total exactement deux trois quatre cinq six sept huit neuf dix
es cuánto cuánta cuántos cuántas cuál cuáles qué cómo el la los las un una unos unas de del al lo este esta esto estos estas ese esa eso él ella ellos ellas nosotros yo tú le les se su sus mi mis nuestro nuestra nuestros y e o u pero pues así entonces luego que quien cual cuales donde cuando como si porque ya en sobre por para con sin entre hasta desde tras antes después durante es son era eran fue fueron será serán ser estar está están ha han había hay haber tiene tienen tenía hace puede debe no más menos muy todo toda todos todas cada mismo misma otro otra también ahora finalmente total exactamente dos tres cuatro cinco seis siete ocho nueve diez
pt quanto quanta quantos quantas o a os as um uma uns umas de do da dos das ao aos à às no na nos nas num numa pelo pela este esta isto estes estas esse essa isso ele ela eles elas nós eu você lhe lhes se seu sua seus suas meu minha nosso nossa e ou mas pois assim então logo portanto que quem qual quais onde quando como porque já em sobre por para com sem entre até desde após antes depois durante é são era eram foi foram será serão ser estar está estão tem têm tinha há haver faz pode deve não mais menos muito todo toda todos todas cada mesmo outra outro também agora finalmente total exatamente dois duas três quatro cinco seis sete oito nove dez
it quanto quanta quanti quante il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla in nel nella nei nelle su sul sulla con per tra fra questo questa questi queste quello quella lui lei loro noi io tu si ci ne suo sua suoi sue mio mia nostro nostra e ed o ma quindi dunque perciò allora poi che chi cui quale quali dove quando come se perché poiché è sono era erano fu sarà saranno essere stato ha hanno aveva avere fa può deve non più meno molto tutto tutta tutti tutte ogni stesso altro anche ora adesso infine totale esattamente due tre quattro cinque sei sette otto nove dieci
nl hoeveel welke de het een dit dat deze die hij zij ze wij we ik je u hem haar hen hun ons onze zijn mijn er en of maar dus want dan daarom zo toen dat wat wie waar wanneer als omdat in op aan van voor met zonder door over onder uit bij naar tot per tussen na om te is was waren wordt worden werd heeft hebben had hadden kan moet niet geen nog ook al nu hier daar samen totaal precies twee drie vier vijf zes zeven acht negen tien meer veel elke elk alle
pl ile jaka jaki jakie ilu i a oraz lub albo ale więc zatem czyli to ten ta te tego tej tym tych ich jego jej im on ona ono oni one my ja się że który która które których co kto gdzie kiedy jak jeśli bo ponieważ gdyż w we na do z ze od po za przez dla o u przy przed nad pod między bez jest są był była było były będzie będą ma mają miał miała nie tak już jeszcze tylko też także teraz razem łącznie dokładnie każdy każda wszystkie wszystkich dwa dwie trzy cztery pięć
ru сколько какова каков какой и а но или то это этот эта эти этого этой этих тот та те его её ее их им ей ему он она оно они мы я нам нас себя свой своих что который которая которые которых кто где когда как если так тогда потому поэтому значит в во на с со к ко от до из у по за для о об при через между без над под перед после есть был была было были будет будут быть не ни уже ещё еще только тоже также теперь затем всего вместе итого ровно точно все всех каждый каждая каждой два две три четыре пять шесть семь восемь девять десять
uk скільки яке і й та а але або то це цей ця ці цього цієї цих його її їх їм їй йому він вона воно вони ми я нам себе що який яка які яких хто де коли як якщо тоді тому отже у в на з із зі до від по за для про при через між без над під перед після є був була було були буде будуть не ні вже ще тільки лише також тепер всього разом рівно всі всіх кожен кожна два дві три чотири
bg колко каква и а но или то това този тази тези той тя те ние аз му ѝ им ни се си че който която които кой къде кога как ако тъй така тогава значи в във на с със към от до из у по за при през между без над под пред след е са беше бяха ще не вече още само също сега общо точно всички всеки всяка два две три
el πόσα πόσοι πόσες ποια ο η το οι τα του της των τον την τους τις ένα ένας μια μία αυτό αυτή αυτός αυτά εμείς και ή αλλά άρα οπότε λοιπόν τότε ότι που πως αν όταν γιατί επειδή σε στο στη στην στον στα στους στις με για από προς μέχρι κατά μετά πριν χωρίς είναι ήταν έχει έχουν έχουμε δεν μη ναι μόνο επίσης τώρα συνολικά ακριβώς όλα κάθε δύο τρία
tr kaç nedir ve ile veya ya da de ama fakat bu şu o bir biz ben onun onlar onların bunun ki için gibi kadar göre sonra önce ise olarak olan olur var yok değil daha en her tüm toplam tam iki üç dört
vi bao nhiêu là và hoặc nhưng thì mà này đó kia ấy nó họ chúng ta tôi của cho với từ đến trong ngoài trên dưới tại ở khi nếu vì nên do đã đang sẽ được bị có không rồi cũng chỉ còn nữa mỗi tất cả các những một hai ba bốn
sv och eller men att som det den de en ett är var blir i på av för med till från om så då därför alltså hur vad vilken vilket vilka många mycket finns har hade vi man jag han hon deras dess hans hennes där när ska kan inte alla totalt sammanlagt sökta
da og eller men at som det den de en et er var bliver i på af for med til fra om så da derfor altså hvor hvad hvilken hvilket hvilke mange meget findes har havde vi man jeg han hun deres dens hans hendes der når skal kan ikke alle totalt samlet søgte
nb og eller men at som det den de en et ei er var blir i på av for med til fra om så da derfor altså hvor hva hvilken hvilket hvilke mange mye finnes har hadde vi man jeg han hun deres dens hans hennes der når skal kan ikke alle totalt samlet
fi ja tai mutta että joka jotka se ne tämä nämä on oli ovat olivat siis joten näin niin kun jos kuin kuinka montako mikä mitkä paljonko monta me hän he minä sinä sen sitä sillä siitä siinä yhteensä kaikkiaan myös ei kysytty
hu és vagy de hogy a az egy ez azt ezt ami amely amelyek van volt lesz tehát így ezért mert ha mint mennyi hány mi melyik mekkora ki hol mikor mi ő ők én nem is összesen keresett pontosan
cs a nebo ale že který která které to ten ta ti je jsou byl byla bylo bude tedy proto takže protože když jestliže jak kolik jaký jaká jaké co kdo kde kdy v ve na s se z ze do od po za pro o u i si jeho její jejich tento tato toto my on ona oni celkem dohromady hledané hledaná hledaný
sk a alebo ale že ktorý ktorá ktoré to ten tá tí je sú bol bola bolo bude teda preto takže pretože keď ak ako koľko aký aká aké čo kto kde kedy v vo na s so z zo do od po za pre o u aj si jeho jej ich tento táto toto my on ona oni spolu hľadané celkom
ro și sau dar că care ce acest această acesta aceasta este e sunt era erau va fi deci așadar prin urmare astfel pentru din de la în cu pe al a ale ai lui ei lor dacă când cât câte câți câtă unde cum noi el ea ele eu tu nu un o unei unui sale său total căutat căutată
"""

FUNCTION_WORDS = MappingProxyType(
    {language: frozenset(found) for language, *found in (line.split() for line in _TABLE.split("\n") if line)}
)


_SPOKEN_IN: dict[str, list[str]] = {}
for _language, _words in FUNCTION_WORDS.items():
    for _word in _words:
        _SPOKEN_IN.setdefault(_word, []).append(_language)


def spoken(words: list[str]) -> dict[str, int]:
    """How many of the words, in lower case, are function words of each language."""
    counts = dict.fromkeys(FUNCTION_WORDS, 0)
    for word in words:
        for language in _SPOKEN_IN.get(word, ()):
            counts[language] += 1
    return counts
