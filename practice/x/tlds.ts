/** Two-letter country domains. */
const countries =
  'ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw';

/** The general domains a seller is likely to write without a scheme. X knows more of them. */
const general =
  'com net org info biz name pro edu gov mil int aero asia cat coop jobs mobi museum post tel travel xxx academy agency app art audio auction band bar beauty beer best bike bio blog boutique build builders business buzz cafe camera camp cards care casa cash catering center ceramics charity chat church city clothing cloud club coach codes coffee community company computer contact cool craft creative cymru day deals design dev diamonds digital direct directory discount dog domains earth eco education email energy equipment events exchange express family fan farm fashion film finance fish fit florist flowers food foundation fun fund furniture fyi gallery game games garden gift gifts glass global gmbh gold golf graphics green group guide guru hair haus health help holiday home horse host house how icu immo industries ink institute international jetzt jewelry kaufen kitchen kiwi land law lgbt life limited link live living lol london love ltd luxury market marketing media menu moda money mom movie music network news ninja nyc observer one onl online page paris partners parts party pet pets photo photography photos pics pictures pink pizza place plus press productions promo properties pub recipes rent repair report rest restaurant reviews rocks run sale salon sarl school science services sexy shoes shop shopping show site ski social software solar solutions space store stream studio style supplies supply support surf systems tattoo tax team tech tips today tools top tours town toys trade training tube uno vet video vin vip vision voyage watch web website wedding wiki win wine work works world wtf xyz yoga zone';

export const countryDomains: ReadonlySet<string> = new Set(countries.split(' '));
export const generalDomains: ReadonlySet<string> = new Set(general.split(' '));

/** Names that never exist in the public DNS (RFC 2606 and 6761). */
export const reservedDomains: ReadonlySet<string> = new Set([
  'test',
  'example',
  'invalid',
  'localhost',
  'local',
]);
