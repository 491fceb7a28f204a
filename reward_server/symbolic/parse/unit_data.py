"""What may stand after a number: units of measure and multiples. Data alone.

Sources: the SI brochure (units, prefixes), NIST Handbook 44 (customary units). A word that neither stands here nor in
`noun_data` does not fall away.
"""

from __future__ import annotations

from reward_server.symbolic.parse.normalize import words

PREFIXES = {
    "p": -12, "n": -9, "μ": -6, "µ": -6, "u": -6, "m": -3, "c": -2, "d": -1, "h": 2, "k": 3, "M": 6, "G": 9, "T": 12,
}  # fmt: skip
"""Symbol -> power of ten; case counts: mPa is no MPa."""
PREFIX_NAMES = {
    "pico": -12, "nano": -9, "micro": -6, "milli": -3, "centi": -2, "deci": -1, "hecto": 2, "kilo": 3, "mega": 6,
    "giga": 9, "tera": 12,
}  # fmt: skip

SYMBOLS = """
m length 1
g mass 1/1000
s time 1
A current 1
K temperature 1
mol amount 1
cd luminosity 1
Hz time^-1 1
N mass*length*time^-2 1
Pa mass*length^-1*time^-2 1
J mass*length^2*time^-2 1
W mass*length^2*time^-3 1
C current*time 1
V mass*length^2*time^-3*current^-1 1
F mass^-1*length^-2*time^4*current^2 1
Ω mass*length^2*time^-3*current^-2 1
ohm mass*length^2*time^-3*current^-2 1
Wb mass*length^2*time^-2*current^-1 1
T mass*time^-2*current^-1 1
H mass*length^2*time^-2*current^-2 1
L length^3 1/1000
l length^3 1/1000
M amount*length^-3 1000
eV mass*length^2*time^-2 1.602176634e-19
bar mass*length^-1*time^-2 100000
cal mass*length^2*time^-2 4.184
Wh mass*length^2*time^-2 3600
B bit 8
bit bit 1
pc length 30856775814913673
"""
"""Symbol, dimension, factor: they take prefixes."""

NAMES = """
meter metre metro mètre метр length 1
gram gramme gramo грамм mass 1/1000
second seconde segundo sekunde секунда time 1
ampere amp current 1
kelvin temperature 1
mole amount 1
hertz time^-1 1
newton mass*length*time^-2 1
pascal mass*length^-1*time^-2 1
joule mass*length^2*time^-2 1
watt mass*length^2*time^-3 1
coulomb current*time 1
volt mass*length^2*time^-3*current^-1 1
farad mass^-1*length^-2*time^4*current^2 1
tesla mass*time^-2*current^-1 1
henry mass*length^2*time^-2*current^-2 1
weber mass*length^2*time^-2*current^-1 1
liter litre litro литр length^3 1/1000
calorie mass*length^2*time^-2 4.184
byte bit 8
molar amount*length^-3 1000
parsec length 30856775814913673
"""
"""Names, dimension, factor: they take the names of prefixes, and plurals."""

PLAIN = """
米 length 1
厘米 length 1/100
毫米 length 1/1000
分米 length 1/10
千米 公里 км length 1000
см length 1/100
м length 1
micron length 1/1000000
cms length 1/100
mms length 1/1000
kms length 1000
kgs mass 1
gms mass 1/1000
mls length^3 1/1000000
lbs mass 0.45359237
in inch inche 英寸 length 0.0254
ft foot feet 英尺 length 0.3048
yd yard length 0.9144
mi mile 英里 length 1609.344
ly lightyear light-year 光年 length 9460730472580800
au AU length 149597870700
sec sek 秒 time 1
msec time 1/1000
min minute minuto minuten минута минут минуты minuti minuut хвилин мин 分钟 分 time 60
h hr hrs std hour hora heure stunde stunden час часа часов ora ore uur uren godzin godziny ч 小时 时 time 3600
시간 時間 time 3600
day día dia jour tag tage tagen день дня дней giorno giorni dag dagen dzień dni gün ngày днів 天 日 일 time 86400
wk week semana woche wochen неделя недели недель settimana settimane tydzień tygodni hafta tuần 周 星期 time 604800
毫秒 time 1/1000
yr year año ano jahr jahre jahren année год года лет anno anni jaar lat lata yıl năm років 年 year 1
month mes mois monat monate месяц месяца месяцев mese mesi maand maanden miesiąc miesięcy 个月 year 1/12
decade year 10
century centurie year 100
克 г gm mass 1/1000
千克 公斤 кг mass 1
毫克 mass 1/1000000
ton tonne 吨 mass 1000
lb pound 磅 mass 0.45359237
oz ounce mass 0.028349523125
升 л ltr length^3 1/1000
毫升 cc мл length^3 1/1000000
gal gallon length^3 0.003785411784
qt quart length^3 0.000946352946
pt pint length^3 0.000473176473
cup length^3 0.0002365882365
ha hectare 公顷 length^2 10000
acre 英亩 length^2 4046.8564224
dollar USD usd buck 美元 доллар dollar 1
cent penny pennie ¢ 美分 dollar 1/100
pence sterling 1/100
quid sterling 1
euro EUR eur 欧元 евро euro 1
eurocent euro 1/100
poundsterling GBP gbp 英镑 sterling 1
yuan CNY RMB rmb 元 块 块钱 人民币 圆 yuan 1
jiao 角 yuan 1/10
fen yuan 1/100
yen 円 yen 1
¥ yensign 1
won 원 won 1
ruble rouble рубль рубля рублей руб ruble 1
rupee Rs INR 卢比 rupee 1
brazilianreal BRL reais brazilianreal 1
peso peso 1
CHF franc franken franco chf 1
JPY yen 1
KRW won 1
RUB ruble 1
CAD cad 1
AUD aud 1
NZD nzd 1
SGD sgd 1
HKD hkd 1
TWD twd 1
MXN mxn 1
ARS ars 1
CLP clp 1
COP cop 1
SEK kr krona kronor krone kroner krone 1
NOK krone 1
DKK krone 1
PLN zł złoty złotych złote zloty pln 1
CZK Kč koruna koruny korun czk 1
HUF Ft forint forintot huf 1
UAH гривня гривні гривень грн uah 1
RON leu lei ron 1
BGN лв bgn 1
TRY lira liras liralık try 1
ILS shekel shekels ils 1
ZAR rand zar 1
THB baht บาท thb 1
VND đồng đ vnd 1
IDR rupiah idr 1
MYR ringgit myr 1
PHP php 1
NGN naira ngn 1
KES kes 1
AED dirham aed 1
SAR riyal sar 1
EGP egp 1
PKR pkr 1
BDT taka bdt 1
rad radian 弧度 angle 1
degree deg 度 grado grad градус градусов degree 1
metern metri metrów metry метров метра метры метрів metriä metrů méter メートル 미터 mét length 1
zentimeter zentimetern centímetro centimetri centymetrów centymetry сантиметр сантиметров length 1/100
сантиметра сантиметрів centimetrů santimetre センチメートル 센티미터 length 1/100
milímetro millimetri milimetrów миллиметр миллиметров миллиметра ミリメートル 밀리미터 length 1/1000
kilometern kilómetro quilômetro quilómetro chilometri chilometro kilometrów kilometry километр length 1000
километров километра кілометрів kilometriä kilometrů kilometri kilométer kilometre kilomètre length 1000
キロメートル 킬로미터 kilômét length 1000
sekunden sekund sekundy seconden secondi secunde секунд секунды секунди sekunder sekuntia másodperc time 1
saniye giây detik time 1
minuter minutter minuuttia minut minuty хвилини хвилина dakika phút menit time 60
timme timmar timer tuntia tunti hodin hodiny hodina годин години година saat giờ time 3600
dagar dager päivää päivä dní dnů zile дни time 86400
weken veckor vecka uker viikkoa viikko semaine týdnů týdny týden тижнів тижні hét săptămâni time 604800
săptămână 週間 週 time 604800
jahren jaren vuotta vuosi роки рік annum year 1
månader månad måneder kuukautta місяців місяці měsíců hónap luni year 1/12
gramm gramma gramas gramos grammi gramów граммов грамма грамів grammaa gramů グラム 그램 mass 1/1000
kilogramm kilogramme kilogramo quilograma chilogrammi chilogrammo kilogramów килограмм килограммов mass 1
килограмма кілограмів kilogrammaa キログラム 킬로그램 mass 1
litri litrów litry литров литра литры літрів litraa litrů リットル 리터 length^3 1/1000
mililitro mililitrów миллилитров миллилитра millilitri ミリリットル 밀리리터 length^3 1/1000000
dólar dólare dollari dolar dolarów dolary доллары долларов долара dollar 1
euroa evro евра euro 1
degré gradi grau stopni градуса градуси degree 1
安培 current 1
伏 伏特 mass*length^2*time^-3*current^-1 1
欧姆 mass*length^2*time^-3*current^-2 1
Nm mass*length^2*time^-2 1
kNm mass*length^2*time^-2 1000
Ah current*time 3600
mAh current*time 18/5
焦耳 焦 mass*length^2*time^-2 1
千焦 mass*length^2*time^-2 1000
瓦 瓦特 mass*length^2*time^-3 1
千瓦 mass*length^2*time^-3 1000
牛顿 牛 mass*length*time^-2 1
帕 mass*length^-1*time^-2 1
千帕 mass*length^-1*time^-2 1000
赫兹 time^-1 1
摩尔 amount 1
atm atmosphere mass*length^-1*time^-2 101325
mmHg torr mass*length^-1*time^-2 101325/760
psi mass*length^-1*time^-2 6894.757293168
Å angstrom ångström length 1e-10
amu Da mass 1.66053906892e-27
dB decibel decibel 1
ppm ppm 1
ppb ppm 1/1000
Bq becquerel time^-1 1
lm lumen luminosity 1
lx lux luminosity*length^-2 1
knot length*time^-1 1852/3600
mph length*time^-1 1609.344/3600
kph kmph kmh length*time^-1 1000/3600
Kg mass 1
°C celsius 摄氏度 celsius 1
°F fahrenheit 华氏度 fahrenheit 1
dozen - 12
hundred - 100
thousand grand 千 mil mille mila tausend тысяч тысяча тысячи - 1000
万 - 10000
lakh - 100000
million millionen millón millones milione milioni milhão milhões миллион миллиона миллионов - 1000000
crore - 10000000
亿 - 100000000
billion milliarde milliarden milliard miliardo miliardi bilhão bilhões миллиард миллиарда миллиардов - 1000000000
trillion - 1000000000000
half halve - 1/2
third - 1/3
quarter - 1/4
fifth - 1/5
sixth - 1/6
seventh - 1/7
eighth - 1/8
ninth - 1/9
tenth - 1/10
hundredth - 1/100
thousandth - 1/1000
"""
"""Words, dimension (- for a multiple), factor: as they are, and in the plural."""

CURRENCY_CODES = words(
    "USD EUR GBP CNY RMB Rs INR BRL CHF JPY KRW RUB CAD AUD NZD SGD HKD TWD MXN ARS CLP COP SEK NOK DKK PLN CZK HUF "
    "UAH RON BGN TRY ILS ZAR THB VND IDR MYR PHP NGN KES AED SAR EGP PKR BDT"
)
"""What may stand before an amount as well: CHF 250."""

AMBIGUOUS = frozenset({"M", "K", "k", "G", "T", "B", "C", "F", "H"})
"""Units whose sign is also a multiple's, a name's or a scale's: they do not fall away."""

POWERS = {"square": 2, "sq": 2, "squared": 2, "cubic": 3, "cubed": 3, "cu": 3, "平方": 2, "立方": 3}
