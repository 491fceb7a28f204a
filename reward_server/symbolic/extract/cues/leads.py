# ruff: noqa: E501  (a line of a table is one language)
"""What may stand before "the answer is", and what takes an answer back after it was given."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.kinds import phrases

ENGLISH_LEADS = phrases("""
    we conclude|we can conclude|i conclude|one concludes|it follows|we see|we can see|i see|this means|that means|which means|meaning|this shows|which shows|this gives|which gives|giving|this implies|which implies|implying|we find|i find|one finds|we get|i get|one gets|we obtain|we have|i have|we deduce|we know now|it is clear|it's clear|this tells us|this yields|in conclusion|in summary|to summarize|to summarise|to conclude|to sum up|summing up|summarizing|overall|as a result|as a consequence|ultimately|all in all|in short|in total|altogether|putting it all together|putting it together|putting everything together|after simplifying|after simplification|after rounding|after recounting|after checking|after all|at last|in the end|and|or|ok|okay|great|yes|no|well|now|good|done|right|alright|all right|from this|from here|by this|with this|so|hence|thus|therefore|consequently|accordingly|this is why|that is why|for this reason|in other words|that is|i.e|so that|where|because|since|step|step by step|solution|conclusion|summary|result|note|answer|final|final answer|your|my|our|here|here is|here's|there|we found|i found|both|same|which is|which makes|making|then|i get that|combining these|combining everything|wait|but|however|instead|rather|actually|i now see|double-checking|checking|in this case|in that case the|numerical|numerically|exact|exactly|required|desired|hence the required|it can be seen|one can see|you can see|we arrive at|we may conclude|we must conclude|it is easy to see|i am confident|i'm confident|i am sure|i'm sure|we are sure|we are done|without loss of generality|the proof is complete and|computing|simplifying|solving|solving this|solving gives|adding up|adding|multiplying|dividing|subtracting|substituting|i am certain|i'm certain|we know|it turns out|turns out|clearly then|the computation shows|a computation shows|computation shows|checking shows|counting shows|calculation shows|enumeration shows|inspection shows|no doubt|there is no doubt|without doubt|without a doubt|undoubtedly|it's not hard to see|it is not hard to see|not hard to see|it's easy to see|easily see|we can easily see|we easily see|verified|let's box|let us box|box|implies|which tells us|showing|shows|proves|this proves|confirms|this confirms|we confirm|certain|sure|yielding|yields|yields a|gives|gives us|gives us a""")
FOREIGN_LEADS = phrases("""
    правильный|окончательный|итоговый|верный|финальный|अंतिम|सही|richtige|die richtige|finale|bonne|correcte|final|correcta|correta|corretta|juiste|uiteindelijke|poprawna|ostateczna|końcowa|правильна|остаточна|верният|правилният|крайният|окончателният|τελική|σωστή|הנכונה|הסופית|النهائي|النهائية|الصحيح|الصحيحة|doğru|nihai|son|đúng|最终|正确|最終的な|正しい|최종|정확한|ที่ถูกต้อง|สุดท้าย
    wir schließen|wir folgern|es folgt|daraus folgt|damit folgt|also|somit|daher|damit|folglich|insgesamt|schließlich|zusammenfassend|und|wir erhalten|man erhält|demnach|deshalb|zusammen|das heißt|das bedeutet|dass|demzufolge|die|endgültige|hier|nun|daraus ergibt sich|wir wissen nun|und damit|lautet|ist
    on conclut|on en conclut|on en déduit|on déduit|on trouve|on obtient|il s'ensuit|ainsi|donc|par conséquent|finalement|en conclusion|en résumé|au total|et|nous concluons|nous obtenons|on voit|cela signifie|d'où|que|alors|c'est pourquoi
    concluimos|se concluye|se deduce|podemos concluir|por consiguiente|por lo tanto|por tanto|así|entonces|luego|finalmente|en conclusión|en resumen|en total|y|obtenemos|se obtiene|resulta|vemos|esto significa|que|de ahí|así pues|de modo que
    concluímos|conclui-se|segue|podemos concluir|por conseguinte|portanto|assim|então|logo|finalmente|em conclusão|em resumo|no total|e|obtemos|vemos|isso significa|que|daí|desse modo|dessa forma
    concludiamo|si conclude|ne segue|ne consegue|quindi|dunque|pertanto|perciò|infine|in conclusione|in sintesi|in totale|e|otteniamo|si ottiene|vediamo|ciò significa|che|allora|così
    we concluderen|hieruit volgt|daaruit volgt|dus|daarom|daarmee|kortom|uiteindelijk|tot slot|samengevat|en|we krijgen|we vinden|dit betekent|dat|derhalve|in totaal
    wnioskujemy|stąd|zatem|więc|a więc|dlatego|ostatecznie|podsumowując|reasumując|i|otrzymujemy|wynika|z tego wynika|oznacza to|że|czyli|w sumie|łącznie
    отсюда|отсюда следует|следует|следовательно|значит|поэтому|таким образом|итак|итого|в итоге|в результате|заключаем|мы заключаем|получаем|получили|и|видим|это означает|что|тогда|стало быть|окончательно|наконец|мы получаем
    звідси|випливає|отже|тому|таким чином|у підсумку|отримуємо|маємо|і|що|тоді|остаточно|нарешті
    оттук|следва|следователно|значи|затова|така|накрая|получаваме|и|че|тогава|окончателно
    συμπεραίνουμε|άρα|επομένως|έτσι|συνεπώς|οπότε|τελικά|και|ότι|προκύπτει|λοιπόν|βρίσκουμε
    מכאן|נובע|לכן|לפיכך|על כן|לסיכום|קיבלנו|ו|ש|כלומר|אז|בסך הכל
    إذن|لذلك|وبالتالي|بالتالي|ومن ثم|نستنتج|نستنتج أن|وعليه|أخيرا|في النهاية|و|أن|نجد|لذا|إذا|فإن|وهكذا
    بنابراین|پس|در نتیجه
    अतः|इसलिए|इस प्रकार|तो|और|अंत में|कुल मिलाकर|इससे|निष्कर्ष|इस तरह|हमारा
    suy ra|vậy|do đó|vì vậy|vì thế|như vậy|cuối cùng|tóm lại|và|ta có|ta được|nên|kết luận|từ đó
    buradan|sonuç olarak|öyleyse|o halde|bu nedenle|bu yüzden|dolayısıyla|böylece|ve|demek ki|yani|bulduğumuz|kısacası
    所以|因此|故|从而|于是|由此|由此可知|由此可得|可知|可得|综上|综上所述|综上可知|总之|最后|最终|那么|我们得到|得到|得出|我们得出|则|即|这意味着|说明|经计算|计算得|本题|本题的|此题|这道题的|该题|题目的|问题的
    したがって|よって|ゆえに|以上より|以上から|結論として|そのため|だから|すなわち|つまり|これより|ですから|この問題の|求める
    따라서|그러므로|결국|결론적으로|그래서|즉|이로부터|최종적으로|이 문제의|문제의|구하는|우리의
    ดังนั้น|เพราะฉะนั้น|จึง|สรุป|สรุปได้ว่า|ฉะนั้น|และ|ได้ว่า|โจทย์""")
"""Words that hand a statement on as the writer's own."""

FRONTED = re.compile(
    r"\W*(?:(?:however|but|so|thus|and|then|now|also|hence|therefore|finally),?\s)?(?:rounded|rounding|expressed|written|simplified|reduced|combined|putting|taken|since|because|as|after|by|when|with|for|in|given|from|using|at|on|of|once|having|to|thus|through|under|now|here"
    r"|due|based|[a-z]+ing|da|weil|nach|mit|für|bei|puisque|comme|après|en|pour|par|como|ya|tras|para|con|após|pois|poiché|siccome"
    r"|dopo|omdat|na|aangezien|ponieważ|skoro|po|поскольку|после|для|при|оскільки|після|тъй|след|αφού|επειδή|כיוון|مאחר|"
    r"بما|بعد|क्योंकि|vì|sau)\b"
)
"""What a clause begins with that may stand, with a comma after it, before a statement: a reason, a circumstance."""

CONDITION = re.compile(
    r"\b(?:in case(?! \d| of\b| i)|if|unless|suppose|supposing|assuming|provided|were|had|whether|pretend|imagine|otherwise|according|says|said|claims"
    r"|claimed|thinks|thought|believes?|believed|told|heard|swears|insists|argues|wrote|writes|would|might|maybe|perhaps"
    r"|wenn|falls|laut|si|selon|según|segundo|se|secondo|als|volgens|jeśli|według|если|якщо|ако|според|αν|אם|לפי|إذا|لو|حسب"
    r"|यदि|अगर|nếu|theo|eğer)\b"
)
"""What such a clause may not hold: then the answer hangs on it, or is somebody else's."""

TAKEN_BACK = re.compile(
    r"(?<!\w)(?:correction|whichever|take your pick|(?:pick|choose) (?:one|either)|either (?:one )?(?:works|may be|might be|could be)|to be (?:confirmed|checked|verified|determined|revised|completed|continued)|tbc|tbd|\d\s?\\?%\s(?:confidence|sure|certain)|only because|do not grade|don't grade|do not mark|"
    r"scratch that|strike that|ignore (?:that|this|the above)|disregard|retract|withdraw|take (?:it|that|this) back"
    r"|(?:is|are) void|misread|i was wrong|i am wrong|i'm wrong|i erred|my mistake|my bad|on second thoughts?|second-guess\w*"
    r"|i made an? (?:mistake|error)|there (?:is|was) an? (?:mistake|error)|contains? an? (?:mistake|error)|made (?:it|that|this) up"
    r"|don't (?:trust|rely|quote|take|believe)|do not (?:trust|rely|quote|take|believe)|not (?:so |too |really |very |entirely |at all |completely |fully |quite )?"
    r"(?:sure|certain|confident|convinced|verified|proven|proved|rigorous)|(?:cannot|can't|couldn't|could not|didn't|did not|unable to"
    r"|failed to|haven't|have not|never) (?:\w+ )?(?:prove|proved|proven|verify|verified|justify|justified|finish|finished|complete|confirm|confirmed|explain|do|solve|be sure|be certain|be right|be correct|be true)"
    r"|no (?:proof|justification|guarantee|real reason|idea)|without (?:proof|justification)|unproven|unverified|unjustified|just a (?:guess|hunch|placeholder|joke)"
    r"|(?:a|my|wild|lucky|pure|blind) guess|guesswork|i guessed|i'm guessing|i am guessing|(?:that|this|it|which) (?:is|was|seems|looks|must be|has to be|cannot be|can't be) (?:clearly |obviously |surely |definitely |certainly |probably |likely |of course |just |also |simply |plainly |too )*"
    r"(?:wrong|incorrect|false|nonsense|absurd|impossible(?! for| to| that)|mistaken|too (?:big|large|small|high|low)|off|not right|not correct|not it|not the answer|untrue|a mistake|an error|a trap|a lie|a joke|a placeholder)"
    r"|(?:isn't|is not|wasn't|was not) (?:right|correct|true|the answer|it|possible|valid)|contradict\w*|kidding|joking|april fools?|hold on|hmm+|wait[,.!…-]|oops|on reflection|so i (?:must have|made)|(?:that|this|it|which) (?:really |just |clearly )?(?:does not|doesn't|cannot|can't) (?:work|fit|check|hold|satisfy|match|add up|make sense)"
    r"|doubt (?:it|that|this)|doubtful|who knows|could be wrong|might be wrong|may be wrong|may well be wrong|probably wrong|could be mistaken|might be mistaken|needs? (?:checking|verification|to be checked|to be verified)|someone (?:else )?should check|i give up|where i (?:stopped|gave up|got stuck)|copied from|borrowed from|but (?:the|this) (?:problem|question|task|exercise) (?:asks|wants|requires|is|needs)|which (?:i|we) (?:could not|couldn't|cannot|can't|did not|have not|haven't)|but i (?:get|got|found|think|believe)|form requires|(?:haven't|have not) (?:computed|counted|checked|shown|used)|ran out of time|not the answer|wrong answer)(?!\w)"
    r"|korrektur:|ich nehme das zurück|das ist falsch|das stimmt nicht|doch nicht|habe mich verrechnet|habe mich geirrt|bin mir nicht sicher|nur geraten"
    r"|c'est faux|je me suis trompé|je retire|ce n'est pas correct|je n'en suis pas sûr|je ne suis pas sûr|j'ai deviné"
    r"|es incorrecto|está mal|me equivoqué|no es correcto|no estoy segur|lo retiro|es una suposición|lo adiviné"
    r"|está errado|me enganei|não está correto|não tenho certeza|retiro o que"
    r"|è sbagliato|mi sono sbagliat|non è corretto|non sono sicur|lo ritiro|ho tirato a indovinare"
    r"|dat klopt niet|dat is fout|ik heb me vergist|ben niet zeker|weet het niet zeker"
    r"|to błąd|pomyliłem|to nieprawda|nie jestem pewien|nie jestem pewna|cofam"
    r"|это неверно|это неправильно|я ошибся|я ошиблась|не уверен|беру свои слова|это ошибка"
    r"|це неправильно|я помилився|не впевнен|грешка е|сбърках|не съм сигур|είναι λάθος|έκανα λάθος|δεν είμαι σίγουρ"
    r"|זו טעות|טעיתי|זה שגוי|לא בטוח|هذا خطأ|أخطأت|لست متأكد|यह गलत|मुझसे गलती|पक्का नहीं"
    r"|nhầm rồi|tôi nhầm|điều đó sai|không chắc|bu yanlış|hata yaptım|emin değilim"
    r"|这是错|不对|算错|我错了|做错|有误|不确定|更正|作废|是猜|并不正确|间違え|これは誤り|自信がない|訂正|違います|確信はない|당황|틀렸|잘못|확실하지 않|정정|ผิดแล้ว|คิดผิด|ไม่แน่ใจ"
)
"""Said after an answer, this takes it back."""

TAKEN_BACK_IN = phrases("""
    was not able to|wasn't able to|am not able to|were not able to|weren't able to|was unable to|am unable to|were unable to|fails the check
    coin flip|grain of salt|pinch of salt|don't quote me|no guarantees|no promises|at a guess|if memory serves|off the top of my head|ballpark|not 100%|50/50|fifty-fifty|for what it's worth|don't hold me to
    nur geschätzt|aus dem bauch|unter vorbehalt|bauchgefühl|über den daumen|gefragt war aber|gefragt ist aber|gesucht war aber|gesucht ist aber|aber gefragt|aber gesucht|aber die frage
    avec des pincettes|sous réserve|sous toutes réserves|au pif|à vue de nez|sans certitude|mais on demande|mais on cherche|mais la question|mais l'énoncé demande
    mano en el fuego|con reservas|a ojo|sin garantía|sin estar seguro|sin certeza|pero se pide|pero se pregunta|pero piden|pero la pregunta|pero el problema pide
    sem garantia|a olho|sem certeza|mas pede-se|mas se pede|mas a pergunta|mas pedem|mas o problema pede
    a occhio|senza garanzia|con le pinze|a spanne|senza certezza|ma si chiede|ma la domanda|ma viene chiesto|ma il problema chiede
    zonder garantie|onder voorbehoud|korrel zout|maar de vraag|maar gevraagd|bez gwarancji|na oko|bez pewności|ale pytanie|ale pytają
    не ручаюсь|на глаз|наобум|без гарантии|не гарантирую|навскидку|но спрашивают|но спрашивается|а спрашивают|но требуется|но вопрос|не ручаюся|на око|без гарантії|але питають
    仅供参考|不保证|不敢保证|凭感觉|没把握|把握不大|不太有把握|但题目问|但题目要求|而题目问|但问的是|但要求的是|但所求
    自信なし|自信はな|自信ありません|勘です|保証はな|保証しません|参考程度|問われているのは|求められているのは
    확실하진 않|확실하지는 않|확신은 없|확신이 없|자신 없|자신이 없|감으로|장담|보장은|찍은|하지만 문제는|문제에서 묻는|문제가 묻는
    garanti veremem|göz kararı|kesin değil|ama soru|không đảm bảo|chỉ để tham khảo|nhưng đề hỏi|غير مؤكد|بدون ضمان|لكن المطلوب|لكن السؤال|गारंटी नहीं|लेकिन प्रश्न|लेकिन पूछा
    moment mal|moment, das|einen moment|warte mal|ach nein|oh nein|quatsch|das stimmt so nicht|das stimmt doch nicht|stimmt nicht ganz|da stimmt etwas nicht|da stimmt was nicht|das kann nicht stimmen|das kann nicht sein|habe mich vertan|habe ich mich vertan|habe mich geirrt|habe mich verrechnet|habe mich verzählt|habe einen fehler|ist mir ein fehler|das war falsch|das passt nicht|ohne gewähr|ohne beweis|ungeprüft|nicht nachgerechnet|nicht überprüft|streiche das
    attendez|oups|je me suis trompée|je me trompe|j'ai fait une erreur|il y a une erreur|ça ne marche pas|ce n'est pas ça|cela ne marche pas|à vérifier|sans garantie|sans preuve|non vérifié|erreur de ma part|ça ne colle pas|je n'ai pas vérifié
    perdón|espera,|un momento,|me he equivocado|me equivoco|hay un error|cometí un error|he cometido un error|eso no es correcto|eso está mal|eso no puede ser|no puede ser|por verificar|sin comprobar|sin verificar|rectifico|me retracto|no me convence|corrijo|no cuadra
    perdão|desculpe|desculpa|espera,|espere,|enganei-me|cometi um erro|há um erro|errei|isso está errado|isso não pode ser|a verificar|sem verificar|retifico|não bate|não verifiquei
    scusate|aspetta|ho sbagliato|c'è un errore|ho fatto un errore|ho commesso un errore|non può essere|non torna|da verificare|mi correggo|rettifico|anzi no|mi sono sbagliato|mi sono sbagliata|non ho verificato
    wacht even|ik heb een fout|ik maakte een fout|klopt niet|dat kan niet|nog te controleren|niet gecontroleerd|ik vergis me|foutje
    chwila,|przepraszam|pomyliłam|popełniłem błąd|popełniłam błąd|jest błąd|to się nie zgadza|do sprawdzenia|nie zgadza się|wycofuję
    стоп|подождите|погодите|извините|простите|ошибся|ошиблась|тут ошибка|здесь ошибка|не сходится|это не так|нет, не так|надо проверить|не проверял|не проверяла|не проверено|поправка|беру назад
    зачекайте|вибачте|помилився|помилилася|тут помилка|не сходиться|це не так|не перевіряв
    извинете|греша|има грешка|не излиза|не съм проверил|συγγνώμη|περίμενε|υπάρχει λάθος|διόρθωση|סליחה|יש טעות|תיקון
    عذرا|لحظة|هناك خطأ|هذا غير صحيح|لم أتحقق|تصحيح|أتراجع|रुकिए|रुको|माफ़ कीजिए|क्षमा करें|गलती हो गई|जाँचा नहीं|यह सही नहीं
    xin lỗi|khoan đã|chờ đã|sai rồi|chưa kiểm tra|đính chính|özür dilerim|bir dakika|yanlış oldu|kontrol etmedim|düzeltme
    等等，|等等,|等一下|抱歉|有错|算错|搞错|弄错|写错|不太对|好像不对|待验证|未验证|没有验证|没有检验|纠正|我收回|撤回
    待って、|待ってください|待てよ|すみません|間違いでした|計算ミス|ミスがあり|合わない|合いません|おかしい|未検証|検算していない|確かめていない|撤回
    잠깐|죄송|실수했|실수가 있|계산 실수|잘못 계산|이상하다|이상하네|맞지 않|검증하지|확인하지 못|정정|취소합니다
    เดี๋ยวก่อน|ขอโทษ|มีข้อผิดพลาด|ยังไม่ได้ตรวจ""")
"""The same in other languages, and in phrases of several words."""

HEDGED_LATER = re.compile(
    r"(?<!\w)(?:according to|i (?:think|guess|suppose|believe|reckon|hope|assume|recall|suspect)|maybe|perhaps|possibly|probably|presumably"
    r"|apparently|supposedly|allegedly|unless|assuming|provided|if (?:i|we|the|all|only|it|one|that|no|not)|only (?:if|when|after|because|by|under)|or so"
    r"|give or take|though|although|or maybe|or perhaps|more or less|is just|is only|equally (?:plausible|likely)|in theory|and the (?:second|other|others|rest) (?:is|are|i)|unknown|for now|so far|ignoring(?! the (?:negative|extraneous|other))|neglecting|as the (?:first|top) hit)(?!\w)"
)
"""Said in the rest of a sentence without a box, this leaves its value open."""

CASES_AFTER = re.compile(
    r"[\s$}\\).]*[;,.]?\s*(?:and |but )?(?:for|if|when) (?:odd|even|all other|the other|other|negative|positive|larger|smaller|[a-z] ?[<>=])"
)
"""After a value that holds in one case, the other case."""

ATTRIBUTED = re.compile(
    r"(?<!\w)(?:online|on the internet|google|search engine|calculator says|please ignore|disregard|ignore the|not my (?:final )?answer|upper estimate|lower estimate|rough estimate|my estimate|crude estimate"
    r"|supposed to|meant to|no better idea|nothing better|no way|refuse to|official key|falls? for|(?:they|he|she|people|friends?|teacher|colleagues?) (?:tells?|told) (?:me|us)|(?:solvers|students|people|others|many|some|most|everyone|everybody|they|who) (?:\w+ )?(?:wrote|write|answered|answer|replied|got|get|put|gave|guessed|say|think|know|believe)[\s$\\(*]*$"
    r"|says|claims that|claimed that|insists|swears|asserts|alleges|maintains that|told (?:me|us)|someone|somebody|rumou?r|hearsay)(?!\w)"
)
"""Said before a value without a box, this makes it somebody else's."""

TRIGGERS = frozenset(
    phrases("""
    had|were|unless|whether|what|assuming|supposing|if|online|internet|google|search|calculator|please|disregard|ignore|not|upper|lower|rough|crude|supposed|meant|no|nothing|refuse|official|fall|falls
    tell|tells|told|wrote|write|answered|answer|answer's|replied|got|get|put|gave|guessed|say|think|know|believe|says|claims|claimed|insists|swears|asserts|alleges|maintains|someone|somebody|rumor|rumour|hearsay|intermediate|partial|previous|preliminary|provisional|sample|old|earlier|initial|interim|far|first|part|step|ask|asked|instructed|wants|want|ordered|required|forced|expects|expect|tempted|urged|only|goal|aim|target|task|hope|plan|wish|input|counterexample|exercise|question
    estimate|guess|bound|candidate|possibility|misconception|reply|attempt|draft|suggestion|belief|suspicion|template|format|placeholder|trap|conjecture|hypothesis|assumption|typo|distractor|decoy|temptation|key""")
)
"""One of these is in every sentence in which the patterns below find something: looked up first, since that is cheap."""

ANSWER_SUBJECT = re.compile(
    r"(?<!\w)(?<!of )(?<!for )(?<!in )(?<!to )(?<!with )(?<!from )(?:(?:the |our |my |your |a )?(?:(?:final|correct|desired|numerical|exact|required) )*answer|it|this|that)(?: is| equals| must be| should be| would be|'s|:| =)[^a-z]*"
    r"(?:(?:therefore|thus|then|just|simply|equal to|exactly|approximately|indeed|given by|now)[^a-z]+)*$",
    re.DOTALL,
)
"""The answer, or a pronoun, as the subject of the verb before a value: what stands before them says whose it is."""

IF = re.compile(r"\W*(?:if|when|unless|suppose|assuming|wenn|falls|si|se|als|jeśli|если|якщо|ако)\b(?!.*\bthen\b)")

OF_THE_ANSWER = re.compile(
    r"\b(?:digits?|sum|product|square|cube|root|double|half|twice|remainder|last|first|factors?|multiple|parity|size|order|magnitude|reciprocal|negative|thrice|part)\b[\w ]{0,20}\b(?:of|than|to|from|by) (?:the|my|our) (?:final |correct )?answer\b|\banswer's\b"
)
"""What has a value here is something made from the answer."""

BAD_SUBJECT = re.compile(
    r"(?:^|[.,;:]\s*)\W*(?:(?:(?:a|an|my|our|one|some|his|her|this)\s(?!number|least|greatest|total|minimum|maximum)(?:[a-z]+\s){0,3}(?:estimate|guess|bound|candidate|possibility|misconception|reply|attempt|draft|suggestion|belief|suspicion))"
    r"|(?:the\s)?(?:[a-z]+\s){0,2}(?:template|format|placeholder|trap|rumou?r|conjecture|hypothesis|assumption|typo|distractor|decoy|temptation|rough estimate|crude estimate|official answer|key))\b(?!\s(?:of|for)\s(?:rolls|balls))"
)
"""What has a value here is no answer."""

WRONG_LATER = re.compile(
    r"\bis (?:just |only )?(?:an? )?(?:red herring|distractor|distraction|trap|decoy|typo|coincidence|irrelevant)\b|\bhas nothing to do\b"
    r"|(?<!\w)(?:fausse?|falsch\w*|sbagliat\w+|errad[oa]|incorrect[oa]?e?|неверн\w+|ошибочн\w+|неправильн\w+|błędn\w+|fout\w*|yanlış\w*|incorrecta|équivocad\w+|equivocad\w+)(?!\w)|満たさない|満たしません|間違い|誤り|错误|틀렸|틀린|ผิด|गलत"
)
"""Said of a value at the end of its sentence."""

CONTRASTS = phrases("""
    but|but rather|rather|sondern|mais|sino|mas|mas sim|ma|bensì|maar|lecz|ale|tylko|а|но|але|а именно|αλλά|אלא|بل|बल्कि|mà là|而是|ではなく|아니라|하지만""")
"""Not 6 but 7: what follows one of these is stated."""

PARTIAL = re.compile(
    r"\b(?:intermediate|partial|previous|preliminary|provisional|sample|old|earlier|initial|interim)\s(?:result|answer|attempt|value|output|total|estimate|step|sum)\b"
    r"|\bso far\b|^\W*(?:the first part|part one|step \d+|the first step|the first half)\s(?:gives|yields|is)\b"
    r"|\b(?:asked|instructed|told|ordered|forced|tempted|urged)(?: me| us| you)? to\b|\b(?:asks?|wants?|expects?|required) (?:me|us|you) to\b|\bonly (?:if|when|in case)\b"
    r"|^\W*(?:(?:the|our|my|a) )?(?:goal|aim|target|task|hope|plan|wish|input|counterexample|exercise|question)(?: is| was|\W*$)"
)
"""Said before a value, this makes it a step, a task or a wish."""

PARTIAL_LATER = re.compile(
    r"\b(?:still|yet) (?:missing|to be|open|unknown|left)\b|\bto (?:which|this|that) (?:we|one|you) (?:must|have to|need to|still|should)\b|\bremaining (?:cases|part|parts)\b|\bcases? (?:is|are|remains?|stays?) (?:still )?(?:open|left|unclear|unknown|to be)\b|\b(?:second|other|third|latter|next|former)(?: (?:one|number|value|root|part|term))? (?:is|was) (?:what|the one|still|open|unknown)\b"
    r"|^[\W_]*(?:then |now )?(?:find|determine|compute|calculate|evaluate|prove|what is|how many)\b|^[\W_]*(?:bestimme|berechne|finde|trouver|trouvez|calculer|calculez|déterminer|encuentre|halle|calcule|encontre|trovare|trova|calcola|найдите|вычислите|знайдіть|求)(?!\w)|\bis missing\b"
    r"|\b(?:gives?|yields?|and you have|to get|leads? to|and we get|produces?) (?:it\b|the (?:answer|result|required|desired))|\b(?:second|other|third) part\b|\bthe rest is\b"
)
"""Said after a value, this leaves something to be done with it."""

ARITHMETIC = re.compile(
    r"^\W*(?:(?:now|then|next|finally|so)\W+)?(?:(?:multiply|divide|add|subtract|double|square|halve)\W*$"
    r"|(?:subtract|take|taking|subtracting|adding|add|dividing|multiplying)\b.*\b(?:from|to|by)\W*$)"
)
"""What takes a value as an operand: now multiply 24."""
