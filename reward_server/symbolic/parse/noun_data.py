"""What is counted, in English and as it is written after a number in other languages; and what changes the number that
it stands beside. Data alone."""

from __future__ import annotations

from reward_server.symbolic.parse.normalize import words

NOUNS = words(
    """
    unit units square cube piece item object thing element member case way method solution root answer value number
    integer digit factor divisor multiple prime pair triple triplet tuple set subset group class team row column
    side edge vertex vertice face corner angle diagonal triangle rectangle polygon hexagon pentagon circle sphere
    line segment point intersection region area part section block tile cell box path route step move turn trip lap
    round game match race goal run shot win loss draw person people man men woman women child children boy girl kid
    baby adult student pupil teacher professor friend player worker employee customer guest passenger visitor
    tourist voter candidate soldier sailor farmer doctor nurse patient engineer scientist artist dancer singer
    actor musician driver couple family families twin brother sister sibling cousin parent grandchild neighbor
    neighbour participant contestant competitor runner swimmer cyclist resident citizen inhabitant senior junior
    freshman sophomore volunteer vote ballot animal dog cat cow horse pig sheep goat chicken hen rooster duck goose
    geese bird parrot crow fish shark whale dolphin frog rabbit mouse mice rat lion tiger bear monkey elephant
    giraffe zebra penguin butterfly butterflies bee ant spider snake turtle crab insect puppy puppies kitten calf
    calves lamb egg apple orange banana pear peach grape cherry cherries strawberry strawberries mango lemon melon
    watermelon tomato potato carrot onion cucumber pumpkin fruit vegetable nut seed bean cookie cake pie cupcake
    muffin donut doughnut brownie bagel sandwich burger hamburger pizza taco slice candy candies chocolate lollipop
    sweet bar loaf loaves bread meal plate bowl glass bottle can jar jug bucket cup spoon fork knife knives basket
    bag sack bundle packet pack package parcel carton crate pallet envelope letter stamp card postcard ticket coin
    bill note nickel dime pen pencil crayon marker eraser ruler notebook book page chapter volume magazine
    newspaper word sentence paragraph essay poem story stories sheet paper poster picture photo photograph painting
    drawing sticker label clip paperclip pin needle button bead string rope thread ribbon stick straw toothpick
    matchstick candle light lamp bulb balloon ball marble die dice domino chip counter token brick stone rock
    pebble shell flower rose tulip daisy daisies sunflower lily lilies petal leaf leaves tree bush plant branch
    branche car truck bus buse van taxi bike bicycle motorcycle train wagon carriage boat ship plane airplane
    rocket wheel tire seat chair table desk bench sofa bed door window room floor stair house home apartment
    building school classroom office store shop hotel station stop city cities town village country countries state
    island planet star satellite moon street road bridge toy doll puzzle kite robot computer phone tablet laptop
    screen printer machine camera radio video song album movie film cd dvd disc disk file message email call
    question problem exercise test quiz exam grade mark shirt t-shirt dress dresse skirt jacket coat hat cap shoe
    boot sock glove scarf scarves towel blanket pillow curtain tie ring necklace bracelet earring gem diamond jewel
    medal trophy trophies prize award gift present flag ornament lesson course meeting session event party parties
    day night morning shift permutation combination arrangement outcome possibility possibilities choice option
    code password license configuration coloring colouring ordering sequence term zeroes zeros pole asymptote
    extremum extrema maximum minimum maxima minima critical inflection function map bijection homomorphism
    isomorphism automorphism graph spanning node handshake kiss tangent chord arc arrow vector matrix matrices
    equation variable parameter degree freedom orbit generator subgroup coset ideal atom molecule electron proton
    neutron ion bacteria bacterium share stock bond penalty hole pixel bit symbol character syllable vowel
    consonant sign pitch touchdown inning hit strike pancake waffle lollipops gumball gumdrop peanut walnut almond
    cracker pretzel acorn feather hive nest cage tank pool garden yard farm field fence post plank board log nail
    screw bolt tool hammer brush paintbrush gallon crayons locker backpack hour-long pet fan ski menu emu gnu tutu
    bikini zucchini kiwi safari rabbi alibi haiku yeti martini tsunami salami ox wolf wife thief elf tooth louse
    """
)
"""In the singular; plurals end in s or es, or stand below."""

PLURALS = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "mice": "mouse", "geese": "goose",
    "vertices": "vertex", "vertice": "vertex", "matrices": "matrix", "dice": "die", "leaves": "leaf", "loaves": "loaf",
    "knives": "knife", "calves": "calf", "scarves": "scarf", "zeroes": "zero", "extrema": "extremum",
    "maxima": "maximum", "minima": "minimum", "bacteria": "bacterium", "teeth": "tooth", "lice": "louse", "oxen": "ox",
    "wolves": "wolf", "shelves": "shelf", "thieves": "thief", "wives": "wife", "lives": "life", "elves": "elf",
}  # fmt: skip

UNCHANGING = words(
    """
    deer moose elk bison reindeer caribou squid octopi shrimp salmon trout tuna cod pike carp herring quail grouse
    swine cattle livestock poultry aircraft spacecraft hovercraft watercraft offspring species series means
    crossroads headquarters staff police crew infantry cavalry folk head pax personnel people everyone clergy youth
    wildlife game fowl plankton krill kin passersby runners-up brothers-in-law sisters-in-law mothers-in-law
    fathers-in-law sons-in-law daughters-in-law attorneys-at-law men-of-war sheep fish buffalo bass lego legos
    sushi sashimi broccoli spaghetti pasta toast popcorn rice bacon garlic corn cacti fungi alumni alumnae nuclei
    radii foci loci stimuli syllabi hippopotami bacilli gladioli calculi moduli abaci termini tumuli magi criteria
    phenomena media data errata strata spectra quanta memoranda curricula symposia aquaria stadia gymnasia
    millennia ova genera opera corpora stigmata schemata automata polyhedra tetrahedra octahedra dodecahedra
    icosahedra hexahedra lemmata larvae algae antennae formulae nebulae vertebrae vertebrata lacunae amoebae
    supernovae novae pupae hyphae personae graffiti paparazzi confetti panini biscotti ravioli bureaux gateaux
    plateaux chateaux tableaux beaux seraphim cherubim kibbutzim
    """
)
"""Plurals without an s: those that are as their singular, and those of Latin and Greek words."""

LAST_PARTS = (
    "children", "people", "women", "men", "folk", "fish", "teeth", "mice", "geese", "craft", "sheep", "deer", "berries",
)  # fmt: skip
"""How compounds end whose plural has no s: grandchildren, firemen, goldfish."""

COUNTED = words(
    """
    Kinder Kind Personen Leute Menschen Männer Frauen Mann Frau Jungen Mädchen Schüler Schülerinnen Studenten
    Studierende Lehrer Lehrerinnen Freunde Gäste Besucher Spieler Arbeiter Mitarbeiter Kunden Passagiere Teilnehmer
    Einwohner Bewohner Mitglieder Brüder Schwestern Geschwister Enkel Enkelkinder Hunde Hund Katzen Pferde Kühe
    Schweine Schafe Ziegen Hühner Hennen Enten Gänse Vögel Fische Mäuse Kaninchen Hasen Bären Löwen Affen Elefanten
    Bienen Ameisen Schmetterlinge Spinnen Frösche Eier Äpfel Apfel Birnen Bananen Orangen Kirschen Pflaumen
    Erdbeeren Trauben Zitronen Tomaten Kartoffeln Möhren Gurken Nüsse Brote Brötchen Kuchen Torten Kekse Plätzchen
    Schokoladen Tafeln Pralinen Würste Tassen Gläser Teller Löffel Gabeln Messer Flaschen Dosen Eimer Kisten Pakete
    Päckchen Tüten Säcke Körbe Schachteln Bücher Hefte Seiten Blätter Stifte Bleistifte Kugelschreiber Briefe
    Briefmarken Karten Bilder Poster Münzen Scheine Tickets Eintrittskarten Geschenke Spielzeuge Puppen Bälle Ball
    Murmeln Würfel Steine Perlen Knöpfe Nägel Schrauben Bretter Latten Stäbe Seile Busse Züge Fahrräder Räder
    Motorräder Schiffe Boote Flugzeuge Lastwagen Wagen Tische Stühle Bänke Betten Schränke Regale Bücherregale
    Lampen Fenster Türen Zimmer Räume Häuser Wohnungen Etagen Stockwerke Schulen Klassen Städte Dörfer Länder
    Straßen Brücken Bäume Baum Blumen Rosen Tulpen Pflanzen Sträucher Samen Sterne Planeten Spiele Siege
    Niederlagen Tore Punkte Runden Schritte Sprünge Würfe Versuche Aufgaben Fragen Antworten Fehler Wörter
    Buchstaben Zeichen Ziffern Zahlen Primzahlen Teiler Faktoren Vielfache Lösungen Nullstellen Wurzeln
    Möglichkeiten Wege Arten Weisen Anordnungen Paare Tripel Mengen Teilmengen Elemente Gruppen Reihen Spalten
    Zeilen Ecken Kanten Flächen Dreiecke Vierecke Quadrate Rechtecke Kreise Kugeln Geraden Diagonalen Winkel
    Schnittpunkte Felder Kästchen Stück Stücke Teile Einheiten Längeneinheiten Flächeneinheiten Volumeneinheiten
    Stufen Blöcke Farben Schüsse Treffer Fahrten Besuche Tiere Insekten Hemden Hosen Socken Schuhe Mützen Jacken
    Kleider Handschuhe Pizzen Portionen Scheiben
    enfants enfant étudiants gens amis chats chevaux oiseaux souris œufs gâteaux chapeaux couteaux carreaux
    journaux tableaux châteaux panneaux niveaux biscuits chocolats paquets sacs billets tickets cadeaux jouets dés
    autobus bateaux lits pays rues ponts jeux buts points sauts essais mots éléments sommets morceaux parts animaux
    niño niña osos manzana solución unidad
    bambini bambine ragazzi ragazze alunni studenti uomini donne persone persona amici giocatori cani gatti cavalli
    mucche maiali pecore capre galline polli anatre uccelli pesci topi conigli orsi uova mele pere banane arance
    ciliegie fragole pomodori carote torte biscotti caramelle cioccolatini pani tazze bicchieri piatti bottiglie
    scatole pacchi pacchetti sacchi sacchetti libri quaderni pagine matite penne lettere francobolli carte foto
    monete banconote biglietti regali giocattoli bambole palle palline palloni palloncini biglie dadi auto macchine
    treni biciclette barche navi aerei camion tavoli sedie letti lampade finestre porte stanze piani scuole classi
    città paesi strade ponti alberi fiori rose piante stelle pianeti giochi partite vittorie punti giri passi salti
    tentativi domande risposte parole cifre numeri divisori fattori soluzioni soluzione radici modi maniere cammini
    percorsi coppie insiemi elementi gruppi righe colonne linee vertici spigoli facce lati triangoli quadrati
    rettangoli cerchi rette diagonali angoli caselle pezzi parti unità colori animali
    criança pessoa cães ovos maçã pães lápis ônibus ruas gols solução diagonais animais
    kinderen kind leerlingen studenten mannen vrouwen mensen personen vrienden honden katten paarden koeien schapen
    geiten kippen eenden vissen muizen konijnen beren eieren peren bananen kersen aardbeien tomaten taarten broden
    glazen borden flessen zakken boeken schriften bladzijden pennen potloden brieven kaarten munten cadeaus poppen
    ballen ballonnen dobbelstenen bussen treinen fietsen boten vliegtuigen stoelen bedden lampen ramen deuren
    huizen verdiepingen scholen klassen steden dorpen landen straten bruggen bomen bloemen rozen planten sterren
    planeten spellen wedstrijden overwinningen doelpunten punten stappen sprongen pogingen vragen antwoorden
    woorden getallen factoren oplossingen nulpunten manieren paden paren verzamelingen elementen groepen rijen
    kolommen lijnen hoekpunten ribben vlakken zijden driehoeken vierkanten rechthoeken rechten diagonalen hoeken
    stukken delen eenheden kleuren dieren
    человек человека детей ребёнка ребенка учеников ученика студентов студента школьников мальчиков девочек мужчин
    женщин людей друзей игроков рабочих гостей пассажиров жителей собак собаки кошек котов коней лошадей коров
    свиней овец коз кур уток гусей птиц рыб рыбок мышей кроликов медведей зайцев пчёл яиц яйца яблок яблока груш
    груши бананов апельсинов апельсина вишен слив лимонов помидоров огурцов морковок картофелин орехов пирогов
    пирожков тортов печений конфет конфеты шоколадок булок чашек стаканов тарелок бутылок банок коробок коробки
    ящиков пакетов мешков корзин книг книги тетрадей страниц ручек карандашей карандаша писем марок карт карточек
    открыток фотографий монет монеты купюр билетов билета подарков игрушек кукол мячей шаров шариков шара кубиков
    камней машин машины автобусов поездов велосипедов кораблей лодок самолётов самолетов грузовиков столов стульев
    кроватей ламп окон дверей домов дома комнат квартир этажей школ классов городов города деревень стран улиц
    мостов деревьев дерева цветов цветка роз тюльпанов растений звёзд планет игр матчей побед голов очков очка
    кругов шагов прыжков попыток задач вопросов ответов ошибок слов слова букв цифр цифры чисел числа делителей
    делителя множителей решений решения корней корня способов способа вариантов варианта путей пар пары множеств
    элементов элемента групп рядов столбцов строк вершин рёбер ребер граней сторон треугольников треугольника
    квадратов прямоугольников окружностей прямых диагоналей углов клеток кусков частей единиц единицы животных штук
    штуки точек точки граблей перестановок
    дітей учнів учня студентів хлопчиків дівчаток чоловіків жінок осіб друзів гравців котів корів овець кіз курей
    качок птахів риб кроликів яєць яблук яблука бананів апельсинів вишень помідорів горіхів тортів печива цукерок
    цукерки чашок склянок тарілок пляшок ящиків пакетів книжок зошитів сторінок ручок олівців листів карток квитків
    квитка подарунків іграшок ляльок м'ячів кульок куль автобусів поїздів велосипедів човнів літаків столів
    стільців вікон будинків кімнат поверхів шкіл класів міст сіл країн вулиць дерев квітів троянд зірок ігор
    перемог голів очок кроків спроб питань слів дільників розв'язків розв'язки коренів способів способи варіантів
    шляхів множин елементів груп рядів стовпців сторін трикутників квадратів кіл прямих діагоналей кутів клітинок
    шматків частин одиниць кольорів тварин яблунь точок
    osób osoby ludzi dzieci uczniów studentów chłopców dziewcząt dziewczynek mężczyzn kobiet przyjaciół graczy psów
    kotów koni krów świń owiec kóz kaczek ptaków myszy królików niedźwiedzi jajek jabłek jabłka gruszek bananów
    pomarańczy wiśni truskawek pomidorów marchewek ciast ciastek cukierków czekoladek chlebów filiżanek szklanek
    talerzy butelek pudełek paczek toreb worków książek książki zeszytów stron długopisów ołówków listów znaczków
    kart zdjęć monet banknotów biletów prezentów zabawek lalek piłek kulek balonów kostek samochodów autobusów
    pociągów rowerów statków samolotów stołów krzeseł łóżek lamp okien drzwi domów pokoi pokojów pięter szkół klas
    miast krajów ulic mostów drzew drzewa kwiatów róż roślin gwiazd planet gier meczów zwycięstw goli punktów
    okrążeń kroków prób zadań pytań słów liter cyfr liczb liczby dzielników czynników rozwiązań rozwiązania
    pierwiastków sposobów sposoby dróg zbiorów elementów grup rzędów kolumn wierzchołków krawędzi ścian boków
    trójkątów kwadratów prostokątów okręgów prostych przekątnych kątów pól kawałków części jednostek kolorów
    zwierząt sztuk
    osob lidí dětí žáků studentů chlapců dívek mužů žen psů koček koní krav prasat ovcí slepic kachen ptáků vajec
    jablek hrušek banánů pomerančů třešní rajčat koláčů bonbonů bonbónů šálků sklenic talířů lahví krabic balíčků
    knih sešitů stran tužek dopisů známek karet fotek mincí lístků dárků hraček míčů kuliček autobusů vlaků lodí
    letadel stolů židlí oken dveří domů pokojů škol tříd měst stromů květin hvězd bodů kroků úloh otázek slov
    písmen číslic čísel dělitelů řešení kořenů způsobů způsoby cest dvojic množin prvků skupin řad sloupců vrcholů
    hran stěn trojúhelníků čtverců kružnic přímek úhlopříček polí kusů částí jednotek barev zvířat
    barn elever elev studenter pojkar flickor män kvinnor personer människor vänner spelare hundar katter hästar
    grisar får höns hönor fåglar fiskar ägg äpplen äpple päron bananer apelsiner kakor bullar godisbitar koppar
    glas tallrikar flaskor lådor böcker sidor pennor brev frimärken kort mynt biljetter presenter leksaker dockor
    bollar kulor ballonger bilar bussar tåg cyklar båtar flygplan bord stolar fönster dörrar skolor klasser städer
    träd blommor stjärnor spel mål poäng varv steg försök frågor bokstäver siffror lösningar rötter sätt vägar
    mängder element grupper rader kolumner hörn kanter trianglar kvadrater cirklar rutor bitar delar enheter färger
    djur børn drenge piger mænd kvinder mennesker venner spillere hunde katte heste køer grise høns fugle fisk æg
    æbler pærer bøger sider blyanter breve frimærker mønter billetter gaver bolde kugler biler busser cykler både
    huse træer blomster stjerner skridt forsøg spørgsmål bogstaver løsninger rødder måder veje mængder elementer
    rækker kolonner hjørner trekanter cirkler felter stykker dele enheder farver gutter jenter menn kvinner epler
    bøker mynter baller kuler trær måter
    öğrenci çocuk kişi insan adam kadın kız erkek köpek kedi inek koyun keçi tavuk ördek kuş balık yumurta elma
    armut portakal kiraz çilek kurabiye şeker ekmek bardak tabak şişe kutu paket çanta kitap defter sayfa kalem
    mektup fotoğraf bilet hediye oyuncak bebek balon bilye araba tren bisiklet gemi uçak masa sandalye pencere kapı
    okul sınıf şehir ağaç çiçek gül yıldız oyun puan adım deneme soru cevap kelime harf rakam sayı bölen çözüm kök
    çift küme eleman satır sütun köşe kenar üçgen kare daire parça birim renk hayvan tane adet
    copii elevi studenți băieți bărbați femei persoane oameni prieteni câini pisici vaci porci găini rațe păsări
    pești ouă portocale cireșe prăjituri bomboane pahare farfurii sticle cutii pachete cărți caiete pagini creioane
    scrisori timbre monede bilete cadouri jucării păpuși mingi bile mașini autobuze trenuri biciclete mese scaune
    ferestre uși camere școli clase orașe copaci pomi flori stele jocuri puncte pași întrebări cuvinte litere
    numere divizori soluții rădăcini moduri drumuri perechi mulțimi elemente grupuri rânduri coloane vârfuri muchii
    laturi triunghiuri pătrate cercuri drepte diagonale bucăți părți unități culori animale
    lasta oppilasta opiskelijaa poikaa tyttöä miestä naista henkilöä ihmistä koiraa kissaa hevosta lehmää sikaa
    lammasta kanaa lintua kalaa munaa omenaa päärynää banaania appelsiinia kakkua karkkia kuppia lasia pulloa
    laatikkoa kirjaa sivua kynää kirjettä korttia kolikkoa lippua lahjaa lelua palloa kuulaa autoa bussia junaa
    pyörää venettä pöytää tuolia ikkunaa ovea taloa huonetta koulua luokkaa kaupunkia puuta kukkaa tähteä peliä
    pistettä askelta kysymystä sanaa kirjainta numeroa lukua ratkaisua juurta tapaa paria alkiota ryhmää riviä
    kärkeä särmää kolmiota neliötä ympyrää palaa osaa yksikköä väriä eläintä kappaletta
    orang anak siswa murid anjing kucing kuda sapi ayam burung ikan telur apel pisang jeruk permen piring botol
    kotak buku halaman pensil surat kartu koin tiket mainan bola kelereng mobil kereta sepeda meja kursi rumah
    kamar sekolah kota pohon bunga bintang poin langkah soal kata huruf angka bilangan faktor solusi akar cara
    pasang himpunan anggota kelompok baris kolom titik sisi segitiga persegi potong bagian satuan warna hewan ekor
    buah
    παιδιά άτομα μαθητές φοιτητές αγόρια κορίτσια άνδρες γυναίκες άνθρωποι σκύλοι γάτες άλογα πουλιά ψάρια αυγά
    μήλα αχλάδια πορτοκάλια βιβλία σελίδες μολύβια νομίσματα εισιτήρια μπάλες αυτοκίνητα τραπέζια καρέκλες σπίτια
    δέντρα λουλούδια σημεία βήματα λέξεις γράμματα ψηφία αριθμοί λύσεις ρίζες τρόποι ζεύγη στοιχεία κορυφές τρίγωνα
    κομμάτια μονάδες
    تفاحات تفاحة طلاب طالبا طالب كتب كتابا كتاب أطفال طفلا أشخاص شخصا رجال نساء كرات كرة أقلام قلما أشجار شجرة
    سيارات سيارة بيضات نقاط نقطة طرق طريقة حلول حلا عناصر عنصرا أعداد عددا ילדים ילדות תלמידים אנשים ספרים תפוחים
    כדורים עצים מכוניות נקודות דרכים פתרונות נفر سیب کتاب دانش‌آموز نقطه روش راه جواب
    सेब किताबें किताब बच्चे छात्र लोग व्यक्ति गेंदें पेड़ कलम पेंसिल अंडे आम केले तरीके हल बिंदु रुपये पुस्तकें
    विद्यार्थी लड़के लड़कियाँ
    quả cái người học sinh cuốn quyển cây viên bông chiếc cách nghiệm điểm hình
    명 개 마리 권 장 대 가지 원 점 번 살 그루 자루 송이 켤레 채 척 알 병 잔 컵 상자 봉지 조각 쌍 줄 칸 층 사람 학생
    사과 학생들 문제 방법 팀 세트
    способ рублями unité maneira
    """
)
"""Nouns of other languages, as they are written after a number."""

COUNTERS = words(
    """
    单位 个 只 条 张 本 件 名 次 位 人 种 项 台 辆 匹 棵 颗 块儿 道 根 支 枚 岁 组 对 双 排 行 列 页 题 分 盒 箱 包
    瓶 杯 袋 头 朵 座 间 层 户 个人 个解 种方法 种方案 名学生 个苹果 平方单位 立方单位 通り 個 冊 回 円 点 組 番 片
    粒 枝 株 架 艘 把 副 套 幅 篇 首 封 扇 串 束 堆 圈 盆 篮 罐 桶 碗 盘 滴 顶 尾 羽 頭 軒 足 隻 輪 脚 着 卷 場 场
    局 名様 門 皿 缶 箇所 か所 か国
    """
)
"""Chinese and Japanese words that count; a noun may follow: 9只兔子, 9匹の犬."""
NO_NOUN = frozenset("上下左右多余倍半成未满満程度前後后强強弱超内外之分方幂不错非没無无比增减少差够若约約百千万亿数折")
"""Signs after such a word that may change its number."""

ADJECTIVES = words(
    """
    of the per full old long total exactly in all altogether different distinct possible ordered unordered real
    complex integer integral rational positive prime whole such more-or-less red blue green yellow black white
    orange purple pink brown gray grey big small large little tall high wide deep thick new unique critical
    stationary saddle inflection extra remaining left over away each together apart american us canadian australian
    u.s. lattice grid unit spanning complete single separate equal congruent similar regular right obtuse acute
    female male young adult gold silver bronze correct
    """
)
"""Words before or after a noun that change nothing of its number."""

NOT_COUNTED = words(
    """
    loses overestimates underestimates overshoots undershoots sucks solves divides multiplies subtracts cancels vanishes
    diverges converges doubled tripled halved quadrupled increased decreased reduced multiplied divided added subtracted
    raised lowered
    times plus minus halves thirds quarters tens hundreds thousands millions billions trillions dozens scores score
    decades gross lakhs crores tenths hundredths always perhaps sometimes besides needs yes does is was has goes
    minuses pluses negatives positives opposites inverses reciprocals doubles percents percentages powers lots
    others guesses wrongs errors mistakes fails breaks contradicts violates exceeds seems appears disagrees differs
    lacks proves remains becomes equals implies means gives works looks sounds satisfies comes stands holds happens
    depends makes says less more fewer over under above below short half twice thrice once fold twofold threefold
    tenfold percent percentage pct basis off late early ago later earlier behind ahead too almost nearly around
    approximately roughly most least up down not no non than squared cubed mod modulo nope wrong maybe zero one two
    three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion fifths
    sixths sevenths eighths ninths twelfths sixteenths fifth sixth seventh eighth ninth tenth third quarter
    hundredth thousandth lakh crore dozen false untrue incorrect invalid impossible rejected discarded mehr weniger
    mal halbe drittel viertel fünftel zehntel hundertstel dutzend dutzende hundert tausend hunderte tausende zehner
    prozent prozentpunkte promille fach falsch bis oder nicht fois moins demi demis tiers quarts cinquièmes
    dixièmes centièmes dizaines dizaine douzaines douzaine centaines centaine milliers mille pourcents environ
    après avant faux veces menos más mas medios medio tercios tercio cuartos cuarto quintos décimos décimas
    centésimos decenas docenas docena centenas cientos miles dobles después antes aproximadamente mitades mitad
    vezes mais meios meio terços terço dezenas dezena dúzias dúzia milhares dobros depois volta volte meno più très
    près dès atrás além además através demás três vinte inglés mezzi mezzo terzi terzo quarti quarto quinti decimi
    decine dozzine dozzina centinaia migliaia doppi keer maal minder meer helft derde kwart tiende dozijn procent
    honderd duizend раз раза больше меньше половина половины трети четверти десятых сотых десятка десятков дюжина
    дюжины дюжин сотни сотен процентов процента менее более razy raz więcej mniej połowa połowy trzecich czwartych
    dziesiątych dziesiątek tuziny tuzin setek gånger mer mindre hälften tredjedelar fjärdedelar tiondelar dussin
    """
)
"""What looks like a noun, or like a word beside one, and changes the number, or says something of it."""
