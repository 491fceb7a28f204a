# ruff: noqa: E501  (a line of a table is one kind of words)
"""The words of a language in one place: each table and pattern of `cues` reads its kinds here, besides its own rows.

A language that is added is one section here. Languages that the tables knew before have here what those lack.
"""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.kinds import glued, phrases

_TABLE = """
= sv
confirms: det stämmer|stämmer|rätt
back: det är svaret|det är vårt svar|det är mitt svar
answer: svar|svaret|slutsvaret
result: resultatet|resultat|summan|antalet|lösningen|värdet|talet|totalsumman|slutresultatet
is: är|blir|blev|utgör
verb: har|hade|får|ger|gav|kostar|kostade|behöver|behövs|väger|mäter|återstår|kvarstår|finns|finns det|innehåller|motsvarar|uppgår till|uppgick till|tar|tog|gör|är lika med|får vi|vi får|får man|ska betala|måste betala|återstår det|blir det|det blir|landar på|ger oss|är alltså|köpte|köper|sålde|säljer|betalar|betalade|sparade|sparar|tjänar|tjänade|läste|läser|äter|åt|kör|körde|springer|reser|skär varandra i|skär varandra i punkten|ligger i|ligger i punkten|bildar
so: alltså|därför|således|därmed|följaktligen|så|sålunda|då
lead: vi får att|det ger|det ger att|vilket ger|detta ger|av detta följer att|vi ser att|slutligen|till slut|sammanfattningsvis|det betyder att|det rätta|rätt|rätta|korrekta|slutgiltiga
fill: det|den|de|exakt|precis|totalt|sammanlagt|nu|lika med|att|alltså|därför|då|hela|punkten|intervallet|talet|mängden|i genomsnitt|kvar|således|därmed|hon|han|vi|man|i punkten|punkten
total: totalt|sammanlagt|tillsammans|sammantaget
because: eftersom|därför att
adjunct: eftersom|därför att|det vill säga|dvs|d.v.s|nämligen|för|med
remark: anmärkning|notera|observera|obs|för övrigt|förresten|kom ihåg|jämför
polite: hoppas|lycka till|säg till|hör av dig|tveka inte|fråga gärna|ha det|tack för|jag hoppas|vill du
check: kontroll|kontrollräkning|prövning|insättning|vi kontrollerar|mycket riktigt|för att kontrollera
checked: kontrollerat|kontrollerade|dubbelkollat|dubbelkollade|kollat|verifierat
not: inte|ej|aldrig|icke|är inte|blir inte|inga|ingen|inget
not after: är inte|inte|ej|går inte|stämmer inte|duger inte|uppfyller inte|kan inte
wrong: fel|felaktig|felaktigt|felaktiga|fel svar|ett fel|misstag
wrong after: är fel|är felaktigt|stämmer inte|är ett misstag|är omöjligt|förkastas
doubt: kanske|troligen|förmodligen|möjligen|antagligen|sannolikt|eventuellt|jag gissar|gissar|gissning|tror|verkar|kunde vara|kan vara|skulle kunna|är nog|blir nog|är väl|blir väl|osäker|tvivlar
suppose: anta|antag|antag att|anta att|låt oss anta|låt oss säga|förutsatt|ifall|om svaret|om inte|skulle|vore|förutsätt
bound: mindre än|större än|färre än|fler än|mer än|minst|högst|mellan|åtminstone|över|än
about: ungefär|cirka|nästan|omkring|runt|drygt|knappt
part: hälften av|dubbla|det dubbla av|dubbelt så mycket som|kvadraten på|roten ur|delbart med|plus|minus|gånger
said: säger|påstår|hävdar|påstås|ryktet|skrev|enligt min|enligt facit|enligt läraren|enligt boken|enligt vissa
partial: delresultat|delresultatet|delsumman|delsumma|mellanresultatet|mellanresultat|hittills|så här långt|än så länge
gave up: jag vet inte|vet ej|jag ger upp|ingen aning|kan inte lösa|kunde inte lösa
unsure: inte säker|osäker|jag tror inte|tveksam
command: låt oss|anta|antag|betrakta|sätt|beräkna|bestäm|lös|visa
label: sida|sidan|uppgift|steg|fråga|ekvation|kapitel
task: uppgift|fråga|problem|givet
and: och
or: eller
pronoun: hon|han
there: finns|det finns
mine: mitt|mina|vårt|våra
many: hur många
each: varje|vardera|styck
first: första|andra|förra|föregående|tredje|nästa
else: igår|i går|imorgon|i morgon|förra|tidigare|i fjol
if: ifall
that: att
bound after: eller mer|eller mindre|eller fler|eller färre
known: följer|ser|vet|får|betyder|innebär|visar|klart|säkert
front: genom|med|efter|vid|från
must: måste|bör|borde|ska
right: rätt|korrekt|riktigt|rätta|korrekta|riktiga
choice: alternativ|alternativet|bokstav|bokstaven
denies: inte|aldrig
get: får|får vi
form: punkten|punkt|intervallet|intervall|koordinaterna|lösningsmängden|olika|möjliga|mängden|paret
box: ruta|rutan|inramad|inramade
no: inte|inget
percent: procent
asks: hur|vilken|vilket|vad|beräkna
asks for: hur många procent|ange
= da
confirms: det passer|det stemmer|korrekt
back: det er svaret|det er vores svar
answer: svar|svaret
result: resultatet|resultat|summen|antallet|løsningen|værdien|tallet
is: bliver|blev|udgør
is?: er
verb: har|havde|får|giver|gav|koster|kostede|skal bruge|vejer|måler|findes|findes der|er der|indeholder|svarer til|beløber sig til|tager|tog|gør|er lig med|får vi|vi får|får man|skal betale|må betale|det bliver|bliver det|giver os|er altså|er tilbage|købte|køber|solgte|sælger|betaler|betalte|sparede|sparer|tjener|tjente|læste|læser|spiser|spiste|kører|kørte|løber|skærer hinanden i|skærer hinanden i punktet|ligger i|ligger i punktet
so: altså|derfor|således|dermed|følgelig|så
lead: vi får at|det giver|det giver at|hvilket giver|dette giver|heraf følger at|vi ser at|endelig|til sidst|det betyder at|det rigtige|rigtige|korrekte|endelige
fill: det|den|de|præcis|præcist|nøjagtigt|i alt|nu|lig med|altså|derfor|hele|punktet|intervallet|mængden|tilbage|sammenlagt|således|dermed|hun|han|vi|man|i punktet
total: i alt|sammenlagt|tilsammen
because: fordi|idet|eftersom|hvor
adjunct: fordi|idet|eftersom|hvor|det vil sige|dvs|d.v.s|nemlig|for|med
remark: bemærk|bemærkning|læg mærke til|for øvrigt|i øvrigt|husk
polite: håber|held og lykke|sig til|spørg endelig|tøv ikke|hav en|tak for|jeg håber|god fornøjelse
check: kontrol|prøve|tjek|eftervisning|vi kontrollerer|ganske rigtigt|indsættelse
checked: kontrolleret|tjekket|dobbelttjekket|efterprøvet|efterregnet
not: ikke|aldrig|ej|er ikke|bliver ikke|ingen|næppe
not after: er ikke|ikke|passer ikke|duer ikke|kan ikke|opfylder ikke
wrong: forkert|forkerte|fejl|fejlagtig|fejlagtigt|ukorrekt
wrong after: er forkert|er en fejl|passer ikke|er umuligt|forkastes
doubt: måske|muligvis|sandsynligvis|formentlig|formodentlig|gætter|gæt|tror|synes|kunne være|kan være|er vist|er nok|er vel|bliver vist|bliver nok|usikker|tvivler
suppose: antag|antag at|lad os antage|lad os sige|hvis|såfremt|medmindre|ville|forudsat
bound: mindre end|større end|færre end|flere end|mere end|mindst|højst|mellem|over|maks
about: cirka|omtrent|næsten|omkring|knap|godt og vel
part: halvdelen af|det dobbelte af|dobbelt så meget som|kvadratet på|kvadratroden af|delelig med|gange
said: siger|påstår|hævder|påstås|skrev|ifølge min|ifølge facit|ifølge læreren|ifølge bogen|ifølge nogle|facitlisten
partial: delresultat|delresultatet|mellemresultatet|mellemresultat|hidtil|indtil videre|indtil nu|foreløbig|foreløbigt
gave up: jeg ved ikke|ved det ikke|jeg giver op|ingen anelse|aner ikke|kan ikke løse
unsure: ikke sikker|usikker|jeg tror ikke|i tvivl
command: lad os|antag|betragt|sæt|beregn|bestem|løs|vis
label: side|opgave|trin|spørgsmål|ligning|kapitel
task: opgave|spørgsmål|problem|givet
and: og
or: eller
pronoun: hun|han
there: findes|der er
mine: mit|vores
many: hvor mange
each: hver|hvert|stykket
first: første|anden|andet|forrige|tredje|næste
else: i går|i morgen|sidste|tidligere|før
if: hvis
bound after: eller mere|eller mindre|eller flere
known: følger|ser|ved|får|betyder|viser|klart
front: ved|med|efter|af|fra
must: skal|bør|må
right: rigtig|rigtigt|korrekt|rigtige|korrekte
choice: mulighed|svarmulighed|bogstav
denies: ikke|aldrig
get: får|får vi
form: punktet|punkt|intervallet|interval|koordinaterne|løsningsmængden|forskellige|mulige|parret
box: rammen|boksen|indrammede
no: ikke|intet
percent: procent
asks: hvor meget|hvilken|hvad|beregn
asks for: hvor|angiv
= nb
confirms: det stemmer|stemmer|riktig
back: det er svaret|det er vårt svar
answer: svar|svaret
result: resultatet|resultat|summen|antallet|løsningen|verdien|tallet
is: blir|ble|utgjør
is?: er
verb: har|hadde|får|gir|gav|ga|koster|kostet|trenger|veier|måler|finnes|finnes det|er det|inneholder|tilsvarer|beløper seg til|tar|tok|gjør|er lik|får vi|vi får|får man|skal betale|må betale|det blir|blir det|gir oss|er altså|sitter igjen med|kjøpte|kjøper|solgte|selger|betaler|betalte|sparte|sparer|tjener|tjente|leste|leser|spiser|spiste|kjører|kjørte|løper|skjærer hverandre i|skjærer hverandre i punktet|ligger i|ligger i punktet
so: altså|derfor|således|dermed|følgelig|så
lead: vi får at|det gir|det gir at|som gir|dette gir|herav følger at|vi ser at|til slutt|til sist|det betyr at|det riktige|riktige|korrekte|endelige|riktig
fill: det|den|de|nøyaktig|akkurat|totalt|til sammen|nå|lik|altså|derfor|hele|punktet|intervallet|mengden|igjen|sammenlagt|dermed|hun|han|vi|man|i punktet
total: totalt|til sammen|tilsammen|sammenlagt|i alt
because: fordi|siden|ettersom
adjunct: fordi|siden|ettersom|det vil si|dvs|d.v.s|nemlig|for|med
remark: merk|merknad|legg merke til|for øvrig|forresten|husk
polite: håper|lykke til|si ifra|bare spør|nøl ikke|ha en|takk for|jeg håper
check: kontroll|prøve|sjekk|innsetting|vi kontrollerer|ganske riktig
checked: kontrollert|sjekket|dobbeltsjekket|etterprøvd
not: ikke|aldri|ei|er ikke|blir ikke|ingen|neppe
not after: er ikke|ikke|stemmer ikke|passer ikke|kan ikke|oppfyller ikke
wrong: feil|feilaktig|galt svar|ukorrekt
wrong after: er feil|er galt|stemmer ikke|er umulig|forkastes
doubt: kanskje|muligens|sannsynligvis|trolig|formodentlig|gjetter|gjetning|tror|virker|kunne være|kan være|er vel|er nok|blir nok|blir vel|usikker|tviler
suppose: anta|anta at|la oss anta|la oss si|hvis|dersom|såfremt|med mindre|ville|skulle|forutsatt
bound: mindre enn|større enn|færre enn|flere enn|mer enn|minst|høyst|mellom|over|maks|enn
about: cirka|omtrent|nesten|omkring|rundt|drøyt|knapt
part: halvparten av|det dobbelte av|dobbelt så mye som|kvadratet av|kvadratroten av|delelig med|ganger
said: sier|påstår|hevder|påstås|skrev|ifølge min|ifølge fasit|ifølge læreren|ifølge boka|ifølge noen|fasiten
partial: delresultat|delresultatet|mellomresultatet|mellomresultat|hittil|så langt|foreløpig|inntil videre
gave up: jeg vet ikke|vet det ikke|jeg gir opp|ingen anelse|aner ikke|kan ikke løse
unsure: ikke sikker|usikker|jeg tror ikke|i tvil
command: la oss|anta|betrakt|sett|beregn|bestem|løs|vis
label: side|oppgave|trinn|steg|spørsmål|likning|ligning|kapittel
task: oppgave|spørsmål|problem|gitt
and: og
or: eller
pronoun: hun|han
there: finnes|det er
mine: mitt|vårt
many: hvor mange
each: hver|hvert|stykket
first: første|andre|forrige|tredje|neste
else: i går|i morgen|forrige|tidligere|i fjor
if: hvis|dersom
bound after: eller mer|eller mindre|eller flere
known: følger|ser|vet|får|betyr|viser|klart
front: ved|med|etter|fra
must: skal|bør|må
right: riktig|riktige|korrekt|korrekte
choice: alternativ|alternativet|svaralternativ|bokstav
denies: ikke|aldri
get: får|får vi
form: punktet|punkt|intervallet|intervall|koordinatene|løsningsmengden|forskjellige|mulige|ulike
box: rammen|boksen|ruten|innrammede
no: ikke
percent: prosent
asks: hvor mye|hvilken|hva|beregn
asks for: hvor|angi
= fi
confirms: täsmää|oikein|pitää paikkansa
back: tämä on vastaus|se on vastaus
answer: vastaus|vastaukseksi|vastauksemme|vastaus on|vastaukseni on|vastauksemme on
result: tulos|lopputulos|summa|lukumäärä|ratkaisu|arvo|luku|kokonaismäärä
is: ovat|tulee
verb: oli|saadaan|saa|sai|antaa|antoi|maksaa|maksoi|tarvitsee|painaa|jää|jäi|jäljellä on|on jäljellä|on siis|on yhteensä|on nyt|kestää|kesti|sisältää|vastaa|kuuluu|on yhtä kuin|saamme|saadaan siis|täytyy maksaa|pitää maksaa|osti|ostaa|myi|myy|maksoi|säästi|ansaitsee|luki|söi|kulkee|juoksi
so: siis|siten|joten|näin ollen|niinpä|eli|täten
lead: tästä seuraa että|saamme|näemme että|lopulta|lopuksi|yhteenvetona|tämä tarkoittaa että|oikea|lopullinen|tästä saadaan
fill: se|ne|siis|täsmälleen|tasan|yhteensä|nyt|yhtä kuin|että|kaikkiaan|piste|väli|joukko|jäljellä|siten|täten|myös
total: yhteensä|kaikkiaan
because: koska|sillä|kun|jossa
adjunct: koska|sillä|jossa|toisin sanoen|eli|nimittäin
remark: huomautus|huomaa|huom|muuten|muista|vertaa
polite: toivottavasti|toivon|onnea|kysy|kerro|hyvää|kiitos|mukavaa
check: tarkistus|tarkistetaan|sijoitus|todellakin
checked: tarkistin|tarkistettu|tarkistanut|varmistin
not: ei|ei ole|eivät ole|eikä|ei saada|ei tule|ei saa|ei maksa|ei tarvitse|ei anna|ei riitä|ei ole yhtä kuin
not after: ei ole|ei|ei kelpaa|ei päde|ei täytä|ei voi
wrong: väärä|väärin|virheellinen|virhe|virheellisesti
wrong after: on väärin|on väärä|on virhe|ei pidä paikkaansa|on mahdoton|hylätään
doubt: ehkä|luultavasti|kenties|todennäköisesti|mahdollisesti|saattaa|saattaa olla|voi olla|voisi olla|arvaan|arvaus|luulen|taitaa|vaikuttaa|epäilen|varmaankin
suppose: oletetaan|oletetaan että|jos|ellei|olisi|mikäli|olettaen
bound: pienempi kuin|suurempi kuin|vähemmän kuin|enemmän kuin|vähintään|enintään|korkeintaan|ainakin|yli|välillä|kuin
about: noin|suunnilleen|melkein|lähes|likimain
part: puolet luvusta|kaksi kertaa|kertaa|jaollinen|miinus|plus
said: väittää|sanoo|väittävät|sanoi|ystäväni mukaan|opettajan mukaan|opettajani mukaan|kirjan mukaan|joidenkin mukaan
partial: välitulos|toistaiseksi|tähän asti|tähän mennessä|osasumma
gave up: en tiedä|luovutan|en osaa|ei aavistustakaan|en pysty
unsure: en ole varma|epävarma|en usko|epäilen
command: oletetaan|tarkastellaan|olkoon|lasketaan|katso|esimerkiksi|ratkaise|määritä
label: sivu|sivulla|tehtävä|vaihe|kysymys|yhtälö|luku
task: tehtävä|kysymys|ongelma|annettu
and: ja
or: tai|vai
pronoun: hän|he
there: on olemassa
mine: minun|meidän|oma
many: kuinka monta|montako|kuinka paljon
each: jokainen|joka|kukin
first: ensimmäinen|toinen|edellinen|seuraava|kolmas|ensimmäisen|toisen
else: eilen|huomenna|viime|aiemmin|ennen
if: jos|mikäli
that: että
bound after: tai enemmän|tai vähemmän
known: seuraa|näemme|tiedämme|tarkoittaa|saadaan
front: kun|jakamalla|kertomalla|laskemalla
must: täytyy|pitää|pitäisi
right: oikein|oikea
choice: vaihtoehto|kirjain
denies: eivät
get: saamme|saadaan|saa
form: piste|pisteessä|väli|välillä|koordinaatit|ratkaisujoukko|eri|erilaista|mahdollista
verb?: on
box: ruudussa|laatikossa|kehyksessä
no: ei
percent: prosent
asks: kuinka|mikä|laske
= hu
confirms: stimmel|helyes|rendben
back: ez a válasz|ez a válaszunk
answer: válasz|válaszunk|válaszom
result: az eredmény|a végeredmény|eredménye|végeredménye|az összeg|összege|az összegük|a megoldás|a keresett szám|a keresett érték|értéke|az értéke
is: lesz|lett
is?: van
verb: kap|kapott|kapunk|kapjuk|adódik|kerül|marad|maradt|maradnak|kell fizetnie|fizet|fizetett|ad|adnak|tartalmaz|tart|szükséges|egyenlő|lesznek|jön ki|vett|vesz|vásárolt|eladott|olvasott|evett|keres|keresett|megtesz|tesz meg|futott|az eredmény|a végeredmény|a válasz|az összeg|az összegük|a keresett szám|a megoldás|az érték|koordinátái
so: tehát|így|ezért|vagyis|azaz|szóval|ennélfogva|következésképpen
lead: ebből következik, hogy|azt kapjuk, hogy|látjuk, hogy|végül|összefoglalva|ez azt jelenti, hogy|a helyes|helyes|végső|a végső|a jó
fill: az|a|ez|pontosan|éppen|összesen|már|hogy|tehát|is|pont|intervallum|halmaz|együtt|így|ezért|mindössze
total: összesen|együtt|mindösszesen
because: mert|mivel|hiszen|ugyanis|ahol|amikor
adjunct: mert|mivel|hiszen|ugyanis|ahol|azaz|vagyis|tudniillik
remark: megjegyzés|megjegyzem|vegyük észre|egyébként|jegyezzük meg|hasonlítsuk össze
polite: remélem|sok sikert|sok szerencsét|ha van|ha kérdésed|szívesen|jó tanulást|kérdezz|további kérdés|további jó
check: ellenőrzés|próba|ellenőrizzük|behelyettesítve|valóban
checked: ellenőriztem|ellenőrizve|leellenőriztem|ellenőriztük
not: nem|nincs|soha|nincsen|nincsenek|egyáltalán nem
not after: nem|nem lehet|nem jó|nem felel meg|nem megoldás|nem teljesíti
wrong: hibás|rossz|téves|helytelen|tévesen|hibásan|hiba|tévedés
wrong after: hibás|téves|rossz|helytelen|nem jó|nem helyes|lehetetlen|kizárható
doubt: talán|valószínűleg|szerintem|lehet, hogy|esetleg|állítólag|tippelek|tippem|azt hiszem|úgy tűnik|kétlem|valószínű|feltehetőleg|bizonytalan
suppose: tegyük fel|tegyük fel, hogy|feltéve|amennyiben|lenne|volna|ha a válasz|ha az eredmény|ha nem
bound: kevesebb mint|kevesebb, mint|több mint|több, mint|nagyobb mint|nagyobb, mint|kisebb mint|kisebb, mint|legalább|legfeljebb|mint
about: körülbelül|kb|kb.|nagyjából|majdnem|közel|mintegy|csaknem
part: kétszerese|a fele|fele|háromszorosa|többszöröse|négyzete|osztható|szorozva|osztva
said: állítja|állítja, hogy|mondja|azt mondja|azt mondta|mondják|tanárom szerint|barátom szerint|egyesek szerint|szomszédom szerint|könyv szerint|megoldókulcs szerint
partial: részeredmény|a részeredmény|eddig|egyelőre|részösszeg
gave up: nem tudom|feladom|fogalmam sincs|nem tudtam|nem sikerült
unsure: nem vagyok biztos|bizonytalan|nem hiszem|kétlem
command: legyen|tegyük fel|tekintsük|lásd|például|vegyük|számítsuk ki|oldd meg|határozd meg
label: oldal|feladat|lépés|kérdés|egyenlet|fejezet
task: feladat|kérdés|probléma|adott
and: és|meg
or: vagy
pronoun: ő|ők
there: létezik
mine: az én|a mi|saját
many: hány|mennyi|hányan
each: minden|mindegyik|egyenként
first: első|második|előző|következő|másik|harmadik
else: tegnap|holnap|tavaly|korábban|múlt
that: hogy
if: amennyiben|ha az|ha a
bound after: vagy több|vagy kevesebb|felett|alatt|fölött|körül|körülbelül
known: következik|látjuk|tudjuk|kapjuk|jelenti
front: miután|mivel
must: kell|kellene
right: helyes|jó
choice: válaszlehetőség|lehetőség|betű
denies: nem|sem
get: kapjuk|kapunk|kap|megkapjuk
form: pont|pontban|intervallum|koordinátái|megoldáshalmaz|különböző|lehetséges|kétféle|féle
box: keretben|keretezett|dobozban
no: nem
percent: százalék
asks: mekkora|számítsd|melyik
= cs
confirms: sedí|souhlasí|správně
back: to je odpověď|to je naše odpověď
answer: odpověď|odpovědí|odpovědi|odpověd
result: výsledek|výsledkem|součet|počet|řešení|řešením|hodnota|číslo|celkový součet
is: jsou|bude|budou|činí
is?: je
verb: má|mají|měl|měla|dostane|dostaneme|dostáváme|dostal|dostala|stojí|stálo|zbývá|zbude|zbylo|zůstane|zůstalo|zůstává|vyjde|vychází|vyjde nám|vychází nám|potřebuje|váží|měří|obsahuje|odpovídá|rovná se|trvá|dává|dá|máme|zaplatí|musí zaplatit|existuje|je rovno|je roven|je rovna|je tedy|celkem je|koupil|koupila|koupí|prodal|prodala|prodá|snědl|snědla|přečetl|přečetla|ušetřil|ušetří|vydělá|vydělal|ujede|ujel|uběhne|se protínají v bodě|leží v bodě|má souřadnice|protínají se v bodě
so: tedy|proto|tudíž|takže|čili
lead: z toho plyne, že|odtud plyne, že|vidíme, že|nakonec|celkově|závěrem|to znamená, že|správná|správný|konečná|konečný|dostáváme, že
fill: to|ta|přesně|právě|celkem|nyní|teď|že|tedy|dohromady|bod|interval|množina|rovno|roven|ještě|už|nám|také|v bodě
total: celkem|dohromady|úhrnem
because: protože|neboť|jelikož|kde|když
adjunct: protože|neboť|jelikož|kde|tj|to jest|to znamená|totiž
remark: poznámka|všimněte si|všimněme si|mimochodem|pozor|pro srovnání
polite: doufám|hodně štěstí|hodně úspěchů|pokud máte|pokud máš|neváhejte|neváhej|rádo se stalo|hezký den|ať se|snad to pomohlo|snad ti to|snad vám to|snad jsem|ať ti|ať vám
check: zkouška|kontrola|ověření|ověříme|ověřme|dosazením|skutečně|opravdu
checked: zkontroloval|zkontrolovala|ověřil|ověřila|zkontrolováno|ověřeno|překontroloval
not: není|nejsou|nemá|nemají|nebude|nikdy|nikoli|nikoliv|nevyjde|nedostane|nerovná se|nezbude|nezbývá|nestojí
not after: není|nejsou|nevyhovuje|nesplňuje|neplatí|nemůže|nesedí
wrong: špatně|špatný|špatná|špatné|chybný|chybná|chybné|chybně|chyba|chybou|nesprávný|nesprávná|nesprávně|omylem|mylně
wrong after: je špatně|je chybně|je chyba|je nesprávně|je nesmysl|nevyhovuje|je chybná|je nemožné
doubt: možná|snad|pravděpodobně|asi|zřejmě|patrně|nejspíš|hádám|tipuji|odhaduji|myslím|zdá se|mohl by|mohla by|mohlo by|může být|pochybuji|údajně|prý
suppose: předpokládejme|předpokládejme, že|dejme tomu|kdyby|jestliže|pokud|kdyby byl|byl by|byla by|bylo by|řekněme|nechť
bound: méně než|více než|větší než|menší než|alespoň|nejméně|nejvýše|nanejvýš|mezi|přes|minimálně|maximálně|než|aspoň
about: přibližně|zhruba|kolem|téměř|skoro|cca|okolo
part: dvojnásobek|dvojnásobkem|polovina|polovinou|trojnásobek|násobek|násobkem|druhá mocnina|odmocnina z|dělitelné|krát|dvakrát
said: říká|tvrdí|tvrdí, že|myslí si|říkají|napsal|napsala|podle mě|podle kamaráda|podle učitele|podle souseda|podle klíče|podle některých|podle spolužáka|kamarád
partial: mezivýsledek|mezivýsledkem|částečný výsledek|zatím|dosud|prozatím|doposud
gave up: nevím|vzdávám|netuším|neumím|nedokážu|nemám tušení|nepodařilo
unsure: nejsem si jist|nejistý|nemyslím|nejsem si jistý|nejsem si jistá|pochybuji
command: nechť|předpokládejme|uvažujme|viz|například|vezměme|vypočtěte|určete|dejme tomu
label: strana|straně|úloha|krok|otázka|rovnice|kapitola|příklad
task: úloha|otázka|příklad|zadání|dáno
and: i
or: nebo|či
pronoun: ona|oni
there: existuje
mine: můj|moje|naše|náš
many: kolik
each: každý|každá|každé|každém
first: první|druhý|druhá|předchozí|další|třetí|jiný|jiná|prvním|první
else: včera|zítra|loni|dříve|minulý|minulou
if: jestliže|pokud|kdyby
that: že
bound after: nebo více|nebo méně
known: plyne|vidíme|víme|dostáváme|znamená|vyplývá
front: po|z|ze|při|sečtením|dosazením|vynásobením
must: musí|mělo|je třeba|je nutné
right: správně|správná|správný|správné
choice: možnost|varianta|písmeno
get: dostaneme|dostáváme|vyjde|získáme
form: bod|bodě|bodem|interval|intervalem|souřadnice|množina|různých|možných|způsobů|způsoby
box: rámeček|rámečku
no: není|nic
percent: procent
asks: jaký|jaká|jaké|vypočítej|vypočítejte
= sk
confirms: sedí|súhlasí|správne
answer: odpoveď|odpoveďou
result: výsledok|výsledkom|súčet|počet|riešenie|hodnota|číslo
is: sú|bude|budú
is?: je
verb: má|majú|dostane|dostaneme|stojí|zostane|zostalo|zostáva|vyjde|vychádza|potrebuje|váži|meria|obsahuje|rovná sa|trvá|dáva|máme|zaplatí|musí zaplatiť|existuje|je rovné|je teda
so: teda|preto|takže|čiže
lead: z toho vyplýva, že|vidíme, že|nakoniec|to znamená, že|správna|správny|konečná|konečný
fill: to|presne|práve|spolu|teraz|že|teda|dohromady|ešte|už|nám
total: spolu|dohromady|celkovo
because: pretože|lebo|keďže|kde|keď
adjunct: pretože|lebo|keďže|kde|tj|to znamená|totiž
remark: poznámka|všimnite si|mimochodom|pozor
polite: dúfam|veľa šťastia|veľa úspechov|ak máte|neváhajte|rado sa stalo
check: skúška|kontrola|overenie|overíme|dosadením|skutočne
checked: skontroloval|skontrolovala|overil|overila|overené
not: nie je|nie sú|nemá|nebude|nikdy|nevyjde
not after: nie je|nie sú|nevyhovuje|nespĺňa|neplatí|nemôže
wrong: zle|zlý|zlá|chybný|chybná|nesprávny|nesprávna|chyba|omylom
wrong after: je zle|je nesprávne|je chyba|je chybná
doubt: možno|asi|pravdepodobne|snáď|zrejme|hádam|tipujem|myslím|zdá sa|mohol by|mohla by|môže byť|pochybujem|údajne|vraj
suppose: predpokladajme|predpokladajme, že|keby|povedzme|nech|bol by|bola by|bolo by
bound: menej ako|viac ako|väčší ako|menší ako|aspoň|najmenej|najviac|medzi|minimálne|maximálne|ako
about: približne|zhruba|okolo|takmer|skoro
part: dvojnásobok|polovica|polovicou|násobok|násobkom|deliteľné|krát
said: hovorí|tvrdí|myslí si|podľa mňa|podľa kamaráta|podľa učiteľa|podľa niektorých
partial: medzivýsledok|čiastočný výsledok|zatiaľ|doteraz
gave up: neviem|vzdávam|netuším
unsure: nie som si istý|nie som si istá|nemyslím
command: nech|predpokladajme|uvažujme|pozri|napríklad|vypočítajte|určte
many: koľko
each: každý|každá|každé
first: prvý|druhý|predchádzajúci|ďalší|iný
else: včera|zajtra|vlani|minulý
or: alebo
if: keby|ak je
that: že
known: vyplýva|vidíme|vieme|dostávame|znamená
front: po|z|zo|pri|sčítaním|dosadením
must: musí|treba
right: správne|správna|správny
choice: možnosť|písmeno
get: dostaneme|dostávame|vyjde
form: bod|bode|interval|súradnice|rôznych|možných|spôsobov
box: rámček|rámčeku
no: nie
percent: percent
asks: aký|aká|aké|vypočítaj|vypočítajte
= ro
confirms: corect|se verifică
back: acesta este răspunsul
answer: răspuns|răspunsul|raspuns|raspunsul|răspunsul final
result: rezultatul|rezultat|suma|numărul|soluția|valoarea|totalul|probabilitatea
is: sunt|reprezintă
is?: este|e
verb: avea|aveau|costă|rămân|rămâne|au rămas|a rămas|obținem|obține|se obține|primește|primesc|cântărește|măsoară|conține|durează|necesită|trebuie|trebuie să plătească|există|rezultă|dă|egal cu|egală cu|este egal cu|este egală cu|este de|sunt în total|ne dă|plătește|a cumpărat|cumpără|a vândut|vinde|a mâncat|a citit|citește|câștigă|economisește|parcurge|îi rămân|mai rămân|mai are|se intersectează în|se intersectează în punctul|se află în|se află în punctul|are coordonatele|devine
verb?: are|au|avem|face|fac|ai
so: deci|așadar|astfel|prin urmare|ca urmare|în concluzie|rezultă că|de aceea
lead: rezultă că|deducem că|obținem că|vedem că|în final|în cele din urmă|asta înseamnă că|corect|corectă|final|finală|concluzionăm că
fill: exact|tocmai|în total|acum|că|de|deci|așadar|punctul|intervalul|mulțimea|egal cu|egală cu|încă|doar|astfel|în punctul
total: în total|în tot|împreună|laolaltă
because: deoarece|pentru că|fiindcă|întrucât|unde|când
adjunct: deoarece|pentru că|fiindcă|întrucât|unde|adică|pentru|cu
remark: observație|observăm|de remarcat|notă|apropo|atenție|pentru comparație
polite: sper|succes|mult succes|mult noroc|nu ezita|cu plăcere|o zi bună|spor|dacă ai întrebări|dacă mai ai|dacă aveți întrebări
check: verificare|probă|proba|verificăm|într-adevăr|pentru verificare
checked: am verificat|verificat|am recalculat
not: nu este|nu sunt|nu e|nu are|nu au|niciodată|nicidecum|nu avem|nu obținem|nu rămân|nu costă|nu poate fi|nu face
not after: nu este|nu sunt|nu|nu convine|nu verifică|nu poate|nu e
wrong: greșit|greșită|incorect|incorectă|eronat|eronată|greșeală|eroare|fals
wrong after: este greșit|este greșită|este incorect|nu este corect|este o greșeală|este imposibil|e greșit
doubt: probabil|posibil|cred|cred că|s-ar putea|presupun|parcă|ar putea|ar putea fi|ghicesc|bănuiesc|se pare|mă îndoiesc|eventual|pesemne|poate că|poate
suppose: să presupunem|să presupunem că|presupunem|presupunem că|dacă|ar fi|fie|cu condiția|să zicem
bound: mai mic decât|mai mare decât|mai mică decât|mai mare de|mai mult de|mai puțin de|cel puțin|cel mult|între|peste|sub|decât|maxim|minim
about: aproximativ|aproape|în jur de|vreo|cam|circa
part: dublul lui|dublul|jumătatea lui|jumătate din|jumătatea|triplul|multiplu de|divizibil cu|rădăcina din|pătratul lui|înmulțit cu|împărțit la
said: zice|zice că|spune|spune că|susține|susține că|după părerea|pretinde|zic|potrivit colegului|potrivit profesorului|colegul meu|prietenul meu|conform baremului|unii
partial: rezultat parțial|rezultatul parțial|rezultatul intermediar|rezultat intermediar|până acum|deocamdată
gave up: nu știu|renunț|habar n-am|nu pot rezolva|nu am reușit|nu am idee
unsure: nu sunt sigur|nu sunt sigură|nesigur|nu cred
command: fie|să presupunem|considerăm|vezi|de exemplu|să luăm|calculați|determinați|rezolvați
label: pagina|exercițiul|problema|pasul|întrebarea|ecuația|capitolul
task: problemă|întrebare|exercițiu|enunț|date
and: și
or: sau|ori
pronoun: ea|ei|ele
there: există
mine: meu|mea|noastră|nostru
many: câte|câți|câtă|cât
each: fiecare
first: primul|prima|al doilea|a doua|precedent|următor|următorul|anterior|celălalt|cealaltă|alt|altă
else: ieri|mâine|trecut|trecută|anterior
if: dacă
that: că
bound after: sau mai mult|sau mai puțin
known: rezultă|vedem|știm|înseamnă|obținem|deducem
front: după|din|prin|adunând|înmulțind|împărțind|scăzând
must: trebuie|ar trebui
right: corect|corectă|correct
choice: varianta|opțiunea|litera
get: obținem|obține|rezultă|găsim
form: punctul|punct|intervalul|interval|coordonatele|mulțimea|diferite|posibile|moduri
box: casetă|caseta|chenar|chenarul
no: nu|nimic
percent: procent|la sută
asks: care este|calculează|calculați
= id
confirms: benar|sesuai
back: itulah jawabannya
answer: jawaban|jawabannya|jawab
result: hasil|hasilnya|jumlah|jumlahnya|nilainya|total|totalnya|bilangan|bilangannya|angka
is: adalah|ialah|yaitu|yakni|menjadi|merupakan|sama dengan
verb: ada|punya|mempunyai|memiliki|mendapat|mendapatkan|menerima|harus membayar|membayar|membutuhkan|memerlukan|tersisa|sisa|diperoleh|kita peroleh|didapat|kita dapatkan|menghasilkan|berharga|seharga|sebesar|sebanyak|terdapat|adalah sebesar|adalah sebanyak|hasilnya|jumlahnya|totalnya|nilainya|jawabannya|memuat|berlangsung
so: jadi|oleh karena itu|maka|dengan demikian|sehingga|karena itu
lead: kita simpulkan bahwa|dapat disimpulkan bahwa|ini berarti|artinya|akhirnya|kesimpulannya|jawaban yang benar|yang benar|akhir
fill: tepat|persis|total|sekarang|bahwa|itu|ini|seluruhnya|adalah|titik|selang|himpunan|ada|nya|yang benar|akhir
total: seluruhnya|semuanya|keseluruhan
because: karena|sebab|di mana|dimana|ketika
adjunct: karena|sebab|di mana|dimana|yaitu|yakni|artinya|untuk
remark: catatan|perhatikan|perhatikan bahwa|ngomong-ngomong|ingat|sebagai perbandingan
polite: semoga|selamat|jika anda|jangan ragu|terima kasih|sukses|jika ada pertanyaan|jika ada yang
check: cek|pemeriksaan|periksa|pembuktian|verifikasi|memang
checked: sudah memeriksa|telah memeriksa|sudah mengecek|telah mengecek|sudah diperiksa|telah diperiksa
not: bukan|tidak|bukanlah|tidak ada|tidak sama dengan
not after: bukan|tidak|tidak memenuhi|tidak mungkin
wrong: salah|keliru|kesalahan|salahnya
wrong after: salah|keliru|adalah salah|tidak benar|itu salah
doubt: mungkin|barangkali|kira-kira mungkin|sepertinya|tampaknya|kayaknya|saya tebak|menebak|tebakan|saya kira|bisa jadi|ragu|boleh jadi
suppose: misalkan|misalnya|andaikan|seandainya|jika|kalau|anggap|anggaplah|asumsikan
bound: kurang dari|lebih dari|paling sedikit|paling banyak|setidaknya|sekurang-kurangnya|antara|lebih besar dari|lebih kecil dari|minimal|maksimal|di bawah|di atas|daripada
about: sekitar|kira-kira|hampir|kurang lebih|mendekati
part: dua kali|setengah dari|setengah|kelipatan|kuadrat dari|akar dari|habis dibagi|dikali|ditambah|dikurangi|dibagi
said: mengatakan|katanya|bilang|berkata|klaim|menurut teman|menurut guru|menurut saya|kata teman|kata guru|teman saya|menurut kunci
partial: hasil sementara|sejauh ini|sampai sekarang|untuk sementara|hasil antara
gave up: saya tidak tahu|menyerah|tidak bisa menyelesaikan|tidak tahu|tidak dapat menyelesaikan
unsure: tidak yakin|ragu-ragu|kurang yakin
command: misalkan|andaikan|perhatikan|lihat|sebagai contoh|contohnya|hitunglah|tentukan
label: halaman|soal|langkah|pertanyaan|persamaan|bab
task: soal|pertanyaan|masalah|diketahui
and: dan
or: atau
pronoun: dia|ia|mereka
there: terdapat|ada
mine: saya|kami
many: berapa
each: setiap|tiap|masing-masing
first: pertama|kedua|sebelumnya|berikutnya|lain|ketiga
else: kemarin|besok
if: jika|kalau|apabila
that: bahwa
bound after: atau lebih|atau kurang
known: berarti|tahu|lihat|simpulkan|diperoleh
front: dengan|dari|setelah
must: harus|perlu
right: benar|tepat
choice: pilihan|opsi|huruf
denies: tidak
get: diperoleh|mendapatkan|memperoleh
form: titik|selang|interval|koordinat|himpunan|berbeda|cara|penyelesaian
box: kotak
no: tidak|bukan
percent: persen
asks: hitunglah
= uk
confirms: правильно|сходиться|все правильно
verb: залишилося|залишилось|залишається|залишиться|залишилися|маємо|отримуємо|має|мають|коштує|коштують|становить|становлять|складає|буде|виходить|потрібно|одержуємо|дістаємо|важить|містить|у неї|у нього|перетинаються в точці|знаходиться в точці|має координати|коштують|проїде|проїдуть|пройде|вийде|буде дорівнювати|потрібно
polite: сподіваюся|сподіваюсь|успіхів|удачі|якщо є|якщо у вас|звертайтеся|гарного дня|щасти
check: перевірка|перевіримо|справді|дійсно
checked: перевірив|перевірила|перевірено|перевірили
and: та
must: треба|потрібно|слід
right: правильна|правильний|вірна|вірний
get: отримуємо|маємо
form: точка|точці|проміжок|проміжком|інтервал|відрізок|координати|множина|різних|можливих|розв'язком
fill: в точці
box: рамка|рамці|рамки|рамку
wrong: невірно|невірна|невірний|невірне|неправильно|неправильна|неправильний|неправильне|хибно|хибна|хибний|хибне|помилково|помилкова
no: не
percent: відсот|процент
many: скільки
asks: який|яка|яке|яку|яким|знайдіть
who: хто
= bg
confirms: вярно|вярно е|верно е
answer: отговора
verb: има|имат|струва|струват|получаваме|получава се|остават|остава|останаха|е равно на|е равна на|е равен на|тежи|съдържа|трябва да плати|плаща|ще има|ще бъде|са общо|се пресичат в точката|е точката|се намира в|е равен|равен на|равна на
is: става
so: оттук
polite: дано|надявам се|успех|късмет|ако имате|ако имаш|приятен ден|не се колебайте
check: проверка|проверяваме|наистина
checked: проверих|проверено|проверихме
doubt: дали
must: трябва
right: верен|верният|правилен|правилният|вярна
choice: вариантът|отговорът|буква
get: получаваме
form: точка|точката|интервал|интервалът|координати|различни|възможни|решения
box: рамка|рамката|карето
wrong: грешно|грешен|грешна|погрешно|неправилно|неверен
no: не
percent: процент
many: колко
asks: какъв|каква|какво
who: кой
= he
confirms: נכון
verb: יש לה|יש לו|יש להם|יש|נשארו|נותרו|עולה|עולים|מקבלים|נקבל|קיבלנו|סך הכול|בסך הכול|בסך הכל|שווה|שווה ל|שילם|משלם|צריך לשלם|עכשיו
result: הסכום|התוצאה|המספר|הערך
so: לפיכך|מכאן|על כן
total: בסך הכול|סך הכול
polite: מקווה|אני מקווה|בהצלחה|אם יש|יום טוב|שמחתי לעזור
check: בדיקה|נבדוק|אכן
checked: בדקתי|בדקנו|וידאתי
must: צריך|יש לבדוק
right: נכון|נכונה|הנכונה|הנכון
choice: תשובה|אפשרות|התשובה
denies: לא
form: הנקודה|נקודה|הקטע|שונים|שונות|אפשריים
name: הוא|היא
box: במסגרת|המסגרת|מסגרת|בתיבה
wrong: שגוי|שגויה|טעות
no: לא|אינו|אינה
percent: אחוז
asks: כמה|מה|חשבו
= fa
confirms: درست است
answer: پاسخ|جواب|پاسخ نهایی
result: مجموع|نتیجه|حاصل|تعداد|مقدار|عدد
is: برابر است با|برابر با|می‌شود
verb: دارد|دارند|داریم|می‌شود
so: بنابراین|پس|در نتیجه|لذا|از این رو
polite: امیدوارم|موفق باشید|اگر سوالی|اگر سؤالی|موفق باشی
check: بررسی|امتحان|در واقع
checked: بررسی کردم|بررسی شد|چک کردم
not: نیست|ندارد
doubt: شاید|ممکن است|احتمالاً|احتمالا|فکر می‌کنم|گمان می‌کنم|به نظر می‌رسد
unsure: مطمئن نیستم
because: زیرا|چون|چرا که
many: چند
each: هر
must: باید
right: درست|صحیح
choice: گزینه|گزینهٔ
box: کادر|قاب
wrong: غلط|نادرست|اشتباه
percent: درصد
= en
confirms: correct|it checks|it checks out|that checks out|checks out|it works|that works|happy studying|happy learning|all good
polite: hope it helps|hope this helps|hope that helps|happy to|glad to|cheers|enjoy|best of luck|just ask|ask away
checked: double-checked|double checked|rechecked|re-checked|i checked|i have checked|i verified|i've checked|i've verified|i've double-checked
must: must|should|needs|need to|have to|has to|yet to
box: box|boxed|framed|frame
wrong: wrong|incorrect|mistaken|false
no: not|none|never|nothing|no
percent: percent
many: how many
asks: how much|by how|what|which|find|determine|calculate|compute
asks for: give|express|write|as a|as an
who: how|who|whose|when
= de
confirms: stimmt|das stimmt|passt|das passt|korrekt|richtig
polite: hoffe|hoffentlich|ich hoffe|melde dich|melden sie sich|bei fragen|bei rückfragen|viel spaß|viel erfolg|gerne|gern|frag|lass es mich|schönen
checked: überprüft|geprüft|nachgerechnet|kontrolliert|gegengerechnet|nachgeprüft
must: muss|müsste|sollte|soll|muss noch|wird noch|werden
get: erhalten|bekommen|erhält|bekommt|kommen auf|finden
form: punkt|punkte|intervall|koordinaten|lösungsmenge|menge|paar|verschiedene|verschiedenen|unterschiedliche|mögliche|möglichen
verb: schneiden sich in|schneiden sich bei|schneiden sich im punkt|liegt im punkt|liegt bei|liegt in|treffen sich im punkt|bilden
fill: im punkt
box: box|kasten|kästchen|rahmen|umrahmt|umrahmte|umrahmten|eingerahmt|eingerahmte|eingerahmten
wrong: falsch|fehlerhaft|inkorrekt|verkehrt
no: nicht
percent: prozent
many: wie viele|wieviele
asks: wie viel|wieviel|welche|welcher|welches|welchen|berechne|berechnen|bestimme|bestimmen
asks for: gib|geben|drücke
who: wie|was|wer
= fr
confirms: c'est bien cela|c'est bien ça|c'est exact|c'est correct|c'est juste|correct
polite: n'hésite|n'hésitez|j'espère|en espérant|bonne journée|bonne chance|bon courage|bon travail|à ta disposition|à votre disposition|dis-moi|dites-moi|as-tu|avez-vous
checked: vérifié|revérifié|recompté|recalculé
must: doit|devrait|faudrait|reste à
get: obtient|obtenons|trouve|trouvons
form: intervalle|coordonnées|ensemble|différentes|différents|distinctes|distincts|possibles|choix|solutions
verb: se coupent en|se coupent au point|se trouve en|se trouve au point|se croisent en|se croisent au point|forment|forme|est au point
fill: au point
box: cadre|encadré|encadrée|boîte
wrong: faux|fausse|erroné|erronée|incorrect|incorrecte
no: pas
percent: pourcent|pour cent
asks: combien|quel|quelle|quels|quelles|calculer|calcule|calculez|déterminer|déterminez
asks for: exprimer|exprimez|exprime|donner|donnez
who: qui
= es
confirms: correcto|es correcto|se cumple|cumple
polite: espero|ojalá|necesitas|tienes|avísame|dime|a tu disposición|que te vaya|mucho éxito|éxitos|suerte|buen día|cualquier duda|si necesitas|quieres
checked: comprobado|verificado|revisado|comprobé|verifiqué|revisé
must: debe|debería|falta|hay que
get: obtenemos|obtiene|se obtiene|resulta
form: punto|puntos|intervalo|coordenadas|par|conjunto|diferentes|distintas|distintos|posibles|soluciones
verb: se cortan en|se cortan en el punto|se encuentra en|se encuentra en el punto|se intersecan en|está en|está en el punto|forman
fill: en el punto
box: recuadro|recuadrado|recuadrada|caja|cuadro
wrong: incorrecto|incorrecta|errado|errada|equivocado|equivocada|está mal
no: nunca
percent: porcentaje|por ciento|porciento
many: cuántos|cuántas|cuantos|cuantas
asks: qué|cuál|cuánto|cuánta|calcular|calcula|halla|hallar
asks for: expresa|exprese
who: quién
= pt
confirms: correto|confere|está correto|certo
polite: espero|boa sorte|bons estudos|qualquer dúvida|se tiver|se precisar|precisando|até mais|fico à disposição|bom trabalho|sucesso
checked: conferi|verifiquei|conferido|verificado|chequei|revisei
must: deve|deveria|falta|precisa
get: obtemos|obtém|resulta|encontramos
form: ponto|pontos|intervalo|coordenadas|par|conjunto|diferentes|distintas|distintos|possíveis|soluções
verb: se cruzam em|se cruzam no ponto|encontra-se em|encontra-se no ponto|se encontra em|se encontra no ponto|fica no ponto|está no ponto|está em|formam|se intersectam em|intersectam-se em
fill: no ponto
box: caixa|quadro|quadrado|moldura
wrong: errado|errada|incorreto|incorreta|equivocado|equivocada
no: nunca|não
percent: porcentagem|percentagem|por cento|percentual
many: quanto|quantos|quanta|quantas
asks: qual|calcular|calcule|determine
asks for: que|expresse
who: quem
= it
confirms: corretto|torna|è corretto|giusto
polite: spero|buono studio|buona fortuna|se hai|fammi sapere|fatemi sapere|buon lavoro|buona giornata|resto a disposizione|in bocca al lupo
checked: controllato|verificato|ricontrollato|verificai
must: deve|dovrebbe|va ancora|bisogna
get: otteniamo|si ottiene|troviamo
form: punto|punti|intervallo|coppia|insieme|diverse|diversi|distinti|possibili|soluzioni
verb: si intersecano in|si intersecano nel punto|si incontrano nel punto|si incontrano in|si trova in|si trova nel punto|formano|è nel punto
fill: nel punto
box: riquadro|riquadrato|riquadrata|casella
wrong: errato|errata|sbagliato|sbagliata
no: non
percent: percento|per cento|percentuale
many: quanti|quante
asks: quale|calcolare|calcola
asks for: che|esprimi
who: chi
= nl
confirms: klopt|dat klopt|correct
polite: hopelijk|ik hoop|succes|veel succes|laat het|laat me|mocht je|graag gedaan|vraag gerust|fijne dag|stel gerust|als je vragen|als je nog|als je hulp|heb je nog
check: nagerekend|inderdaad
checked: gecontroleerd|nagerekend|geverifieerd|nagekeken
must: moet|zou|dient
get: krijgen|krijg|vinden
form: uitkomst|punt|interval|coördinaten|verzameling|verschillende|mogelijke|volgordes
verb: snijden elkaar in|snijden elkaar in het punt|ligt in|ligt in het punt|ligt bij|vormen
result: uitkomst|de uitkomst
fill: in het punt
box: kader|omkaderd|omkaderde|vakje|hokje
wrong: fout|onjuist|verkeerd
no: niet
percent: procent|percentage
many: hoeveel
asks: wat|welk|welke|bereken
asks for: geef
who: hoe
= pl
confirms: zgadza się|wszystko się zgadza|poprawnie
polite: mam nadzieję|powodzenia|w razie|jeśli masz|jeśli potrzebujesz|daj znać|miłego dnia|chętnie|pozdrawiam
check: sprawdzenie|sprawdźmy|sprawdzamy|rzeczywiście|istotnie|dla sprawdzenia
checked: sprawdziłem|sprawdziłam|sprawdzone|sprawdziliśmy|zweryfikowałem
must: trzeba|należy|powinno
get: otrzymujemy|dostajemy
form: punkt|punktem|punkcie|przedział|przedziałem|współrzędne|zbiór|zbiorem|różnych|możliwych|rozwiązań|rozwiązaniem
verb: przecinają się w punkcie|leży w punkcie|ma współrzędne|mają współrzędne|tworzą|wychodzi|wyjdzie|zostanie
fill: w punkcie
box: ramka|ramce|ramki|ramkę
wrong: błędny|błędna|błędne|zły|zła|złe
no: nie
percent: procent
many: ile
asks: jaki|jaka|jaką|jakie|jakim|oblicz
asks for: podaj|wyraź
who: jak|kto
= ru
confirms: верно|всё верно|все верно|сходится|всё сходится|правильно
polite: надеюсь|удачи|успехов|если будут|если остались|обращайтесь|рад помочь|хорошего дня|желаю
checked: проверил|проверила|проверено|проверили|перепроверил|перепроверила
must: надо|нужно|должен|должно|следует
get: получаем|получим|получаем, что
form: точка|точке|точкой|промежуток|промежутком|интервал|интервалом|отрезок|координаты|множество|различных|разных|возможных|решением|пара
verb: пересекаются в точке|находится в точке|имеет координаты|имеют координаты|лежит в точке|получится|выйдет|останется|останутся|осталось|получилось|стоят|стоит|проходит|проедет|проедут|потребуется|понадобится|образуют|есть точка
fill: в точке|с точкой
box: рамка|рамке|рамки|рамку
wrong: неверно|неверный|неверная|неверное|неверен|неверна|неправильно|неправильный|неправильная|неправильное|ошибочно|ошибочный|ошибочная|ошибочное
no: не
percent: процент
many: сколько
asks: какой|какая|какое|какую|каков|какова|каково|какие|каким|каких|найдите|вычислите
asks for: выразите
who: как|кто
= el
confirms: σωστά|σωστό|είναι σωστό
polite: ελπίζω|καλή επιτυχία|καλή τύχη|αν έχεις|αν έχετε|καλή συνέχεια|χαίρομαι
check: επαλήθευση|έλεγχος|επαληθεύουμε|πράγματι|ελέγχουμε
checked: έλεγξα|επαλήθευσα|ελέγξαμε
must: πρέπει|θα έπρεπε
right: σωστή|σωστό|σωστός|ορθή
choice: επιλογή|απάντηση|γράμμα
denies: δεν|δε
form: σημείο|διάστημα|συντεταγμένες|σύνολο|διαφορετικοί|διαφορετικά|δυνατοί|επιλογή
verb: βρίσκεται στο|τέμνονται στο|τέμνονται στο σημείο|κοστίζουν|κοστίζει|παίρνει|μένουν|έχει|έχουν|έχουμε
box: πλαίσιο|πλαισίου|κουτί|κουτάκι
wrong: λάθος|λανθασμένη|λανθασμένο|λανθασμένος|εσφαλμένη|εσφαλμένο
no: δεν|δε
percent: ποσοστό|τοις εκατό
many: πόσα|πόσοι|πόσες|πόσους
asks: πόσο|πόση|ποιο|ποια
= tr
confirms: doğru
polite: umarım|kolay gelsin|başarılar|iyi günler|sorunuz|sorun olursa|iyi çalışmalar|bol şans
check: kontrol|sağlama|sağlaması|gerçekten
checked: kontrol ettim|kontrol edildi|sağlamasını yaptım
must: gerekir|gerek|lazım
right: doğru|doğrudur
choice: seçeneği|şıkkı|cevap
form: nokta|noktası|aralık|aralığı|farklı|mümkün|küme|kümesi
name: dir
box: kutu|kutudaki|kutuda|çerçevedeki
wrong: yanlış|yanlıştır|hatalı|hatalıdır
percent: yüzde
asks: kaç|yüzde kaç
= ar
confirms: صحيح
polite: أتمنى|آمل|أرجو|بالتوفيق|إذا كان لديك|لا تتردد|موفق
check: التحقق|للتحقق|تحقق|بالفعل
checked: تحققت|راجعت|تأكدت
must: يجب|ينبغي
right: صحيح|صحيحة|الصحيح|الصحيحة
choice: الخيار|الإجابة|الجواب|الحرف
form: النقطة|الفترة|المجال|مختلفة|ممكنة
name: هو|هي
fill: الصحيح|الصحيحة
box: مربع|المربع|الإطار|إطار
wrong: خطأ|خاطئ|خاطئة|غير صحيح
no: ليس|لا
percent: مئوية|بالمئة|في المئة|المئوية
asks: كم|ما|احسب
= hi
confirms: सही है|सही
polite: आशा है|उम्मीद है|शुभकामनाएँ|शुभकामनाएं|यदि आपको|धन्यवाद
check: जाँच|जांच|सत्यापन
checked: जाँच लिया|जाँच की|जांच लिया|जाँच ली|सत्यापित
must: चाहिए|होगा
right: सही
choice: विकल्प|उत्तर
name: है
box: कोष्ठक|बॉक्स
wrong: गलत|ग़लत
percent: प्रतिशत
asks: कितने|कितना|कितनी
= vi
confirms: đúng|đúng vậy
polite: hy vọng|chúc|nếu bạn|nếu cần|cảm ơn
check: kiểm tra|thử lại|kiểm chứng|thật vậy
checked: đã kiểm tra|đã thử lại|đã kiểm chứng
must: cần|phải|nên
right: đúng
form: điểm|khoảng|đoạn|khác nhau|tập nghiệm|cách
box: khung|ô
wrong: sai
no: không
percent: phần trăm
asks: bao nhiêu|tính
= zh
confirms: 正确|符合题意|成立
polite: 希望|祝|如有|如果你|欢迎|加油
checked: 检查过|验算过|检查了|验算了|核对过|驗算過
must: 需要|要|应该
box: 框
wrong: 错误|错|錯|不正确|不正確|不对
no: 没
percent: 百分
= ja
confirms: 正しいです|正しい
polite: お役に立|ご不明|参考になれば|頑張って|ご質問|何かあれば
checked: 検算し|検算も|確認し|確かめました
must: 必要|べき|てください
box: 枠|ボックス
wrong: 間違い|間違って|間違った|誤り
percent: パーセント
= ko
confirms: 맞습니다|맞아요
polite: 도움이|궁금한|화이팅|행운을|더 질문
checked: 검산해|검산했|확인했|확인해 보았|검산을
must: 필요|해야
fill: 입니다|이다|이에요|예요|됩니다|된다|번입니다
result: 결과|값|합계|총합
box: 상자|박스
wrong: 틀렸|틀린|잘못
percent: 퍼센트|백분율
= th
confirms: ถูกต้อง
polite: หวังว่า|ขอให้|หากมี|ยินดี
check: ตรวจสอบ|ตรวจคำตอบ
checked: ตรวจสอบแล้ว|ตรวจคำตอบแล้ว
box: กรอบ|กล่อง
wrong: ผิด
percent: เปอร์เซ็นต์|ร้อยละ
"""


def _read(table: str) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for section in table.split("\n= ")[1:]:
        language, *lines = section.strip().split("\n")
        found[language] = {kind: phrases(row) for kind, _, row in (line.partition(":") for line in lines)}
    return found


LANGUAGES = _read(_TABLE)


def of(*kinds: str) -> tuple[str, ...]:
    """The phrases of some kinds, of all languages."""
    return tuple(dict.fromkeys(one for kind in kinds for rows in LANGUAGES.values() for one in rows.get(kind, ())))


def either(*kinds: str) -> str:
    """The same as alternatives of a pattern, the longest first."""
    return "|".join(sorted(map(re.escape, of(*kinds)), key=len, reverse=True))


def bordered(*kinds: str) -> str:
    """The same as whole words; where words are written without spaces between them, anywhere."""
    spaced = "|".join(sorted((re.escape(one) for one in of(*kinds) if not any(map(glued, one))), key=len, reverse=True))
    return "|".join((rf"(?<!\w)(?:{spaced})(?!\w)", *(re.escape(one) for one in of(*kinds) if any(map(glued, one)))))


def languages_of(phrase: str, *kinds: str) -> tuple[str, ...]:
    """The languages in whose sections a phrase stands."""
    return tuple(one for one, rows in LANGUAGES.items() if any(phrase in rows.get(kind, ()) for kind in kinds))


OWN_LETTERS = {
    "sv": re.compile("[åäö]"), "da": re.compile("[æøå]"), "nb": re.compile("[æøå]"), "fi": re.compile("[äö]"), "hu": re.compile("[őűáíóú]"),
    "cs": re.compile("[ěščřžýůťďň]"), "sk": re.compile("[ščžýťďňľĺŕô]"), "ro": re.compile("[ășşțţ]"),
}  # fmt: skip
"""Letters by which a language is told from those that share the words of its `is?` and `verb?`."""
