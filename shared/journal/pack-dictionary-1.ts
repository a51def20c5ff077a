/**
 * The text that `deflate` takes as read before the first byte of an item: the names and usual values of states, cards, facts and actors.
 * What is used most stands at the end, where a reference to it is shortest.
 *
 * PART OF THE STORED FORMAT. Bytes of format 1 cannot be read without exactly this text: it must never change, not even in a space. It need
 * not follow the names of today, either: a name that it lacks costs a few bytes, and nothing else. If a better text is worth it one day,
 * that is dictionary 2 in a file of its own, with a format number of its own in `pack.ts`, beside this one.
 */
export const DICTIONARY_1 = [
  '{"check":["account-name","account-number","amount","time"],"scope":"account","transfers":[{"","time"],"issuedAt":"20Z","authority":{"agency":"',
  '{"orderId":"ord_","instructionId":"ins_","instruction":"stop","tier":1,"urgency":"urgent","purpose":"order","alg":"EdDSA","kid":"","aud":"',
  '","iat":17,"signature":{"\\u0001jws":[{"orderId":"ord_"messageId":"channel":"push","purpose":"order","delivery":{"sendings":1,"aside":{"id":"',
  ',"necessity":","withdrawal":{"at":"20,"papers":0,"transfers":1,"outcome":"answered","endedAt":"20"cut":"before-transfer"below-minimum"cycle"',
  '"held":"alarm-bound"},"what":"consultation.convened","subject":{"kind":"consultation","id":"cst_"partly":true"class":"retry","outflows":[{"',
  '"procuratorate"police"bank"court"regulator"prosecutor"supervisor"duty-officer","roles":["officer"],"subject":"chaoyang"dongcheng"xicheng"',
  '"termMonths":6,"status":"frozen"released"expired"failed"in-line"withdrawn"received","freezeEffectiveAt":"20Z","filedAt":"20Z","edges":[{"',
  '"outflow":0,"tracedFen":,"to":"ord_","how":"opened"},"filing":{"caseNumber":"A","filedAt":"20Z","decisionNumber":"approval":{"name":"',
  '","level":"county","approvedAt":"20Z","legalReview":false},"contact":{"name":"","dutyPhone":"010-"kind":"freeze-notice","number":"issuedAt":"20',
  ',"title":"","fraudType":"impersonation","summary":"","alerts":[{"alertId":"alt_","caseId":"cas_","victim":{"name":"","idNumber":"","phone":"',
  '","lossFen":,"grade":2,"slaDueAt":"20Z","source":"victim-report","sourceRef":"","recordedAt":"20Z","receivedAt":"20"},"orders":[{"orderId":"ord_',
  '","orderIds":["ord_","stops":[{"orderId":"ord_","places":[0]}],"refused":[]},"actor":{"agency":"","status":"open","district":"","agency":"',
  ',"line":[]},"schemaVersion":1,"lastHash":"{"state":{"desk":{"agency":"","role":"{"state":{"alarms":[{"alertId":"alt_","entryId":"inb_',
  '"},"what":"order.stopped","subject":{"kind":"order","id":"ord_"},"command":{"name":"raiseAlert","id":"cor_","raisedBy":"","reference":"',
  ',"adds":{"requested":1,"answeredInTime":1,"stopped":1,"answeredLateNotByBank":0,"timesInDoubt":0,"breachedNotByBank":0,"tracedFen":',
  ',"stoppedFen":,"heldFen":0,"heldOfTracedFen":0}},"actor":{"agency":"{"state":{"requested":1,"placedInLine":0,"turnedDown":0,"corrected":0,',
  '"answeredInTime":0,"answeredLate":0,"answeredLateNotByBank":0,"timesInDoubt":0,"stopped":0,"partlyStopped":0,"breached":0,"breachedNotByBank":0,',
  '"unanswered":0,"frozen":0,"released":0,"expired":0,"tracedFen":,"firstTierFen":0,"stoppedFen":0,"stoppedOfTracedFen":0,"heldFen":0,',
  '"heldOfTracedFen":0,"refused":{},"histogram":{}},"schemaVersion":"},"command":{"name":"requestFreeze"recordReceipt"recordResult","id":"cor_',
  '"},"command":{"name":"openOrder","id":"open/ord_"relay.followMoney"relay.countInStatistics","id":"order#ord_","subject":"system',
  '"agencyKind":"police","district":"","roles":["officer"],"subject":"agencyKind":"bank","roles":["bank-system"],"subject":"',
  '","agencyKind":"system","roles":[],"subject":"{"data":{"at":"20Z","instruction":"stop","channel":"push","purpose":"order","attempt":0',
  '{"data":{"at":"20Z","answer":{"instruction":"stop","instructionId":"ins_","attempt":0,"hash":"","code":"0000","at":"20Z","late":false},',
  '"effectiveAt":"20Z","expiresAt":"20Z","warnAt":"20Z","balanceBeforeFen":,"stoppedFen":,"partly":false,"outflows":[]},"actor":{"agency":"',
  ',"type":"order.delivered"order.received"order.sent"order.stopped","at":"20,"instruction":"stop","bankChangedAt":"20',
  ',"banksTime":false,"heldFen":0,"waitsOn":"bank"person"ancestors":["ord_","accountKind":"personal","amountFen":},"documents":[],"status":"stopped",',
  '"requestedAt":"20Z","effectiveAt":"20Z","stopPapers":0,"stopTransfers":1,"expiresAt":"20Z","dueAt":"20Z","late":false}],"disputes":[],',
  '"balanceBeforeFen":Z","ladder":[],"delivery":{"sendings":1,"reminders":0,"failures":0,"sentAt":"20Z","deliveredAt":"20Z","undeliverable":false},',
  '"retries":0,"onPhone":false,"stopPapers":0,"stopTransfers":1,"answers":[{"instruction":"stop","instructionId":"ins_","attempt":0,"hash":"',
  '","code":"0000","at":"20Z","sentAt":"20Z","receivedAt":"20Z","answeredAt":"20","status":"stopped","tier":1,"tracedFen":',
  '{"state":{"orderId":"ord_{"orderId":"ord_","account":{"bankId":"","accountName":"","accountNumber":"62","accountKind":"personal","transfer":',
  '{"amountFen":,"currency":"CNY","at":"20Z","serial":""}},"accountKey":"","transfers":[{"tier":1,"tracedFen":,"ancestors":[],"urgency":"urgent",',
  '"reason":"","officers":[{"name":"","badge":"","phone":""},{"name":""}],"alarmAt":"20Z","ladder":[],"delivery":{"sendings":0,"reminders":0,',
  '"failures":0,"undeliverable":false},"retries":0,"onPhone":false,"answers":[],"disputes":[],"stoppedFen":0,"expiryWarned":false,"extensions":0,',
  '"outflows":[],"edges":[],"moneyFrom":"20Z","bankChangedAt":"20Z"},"schemaVersion":6,"lastHash":"{"seq":1,"type":"order.requested","at":"20',
  'Z","agency":"Z","askedAt":"20Z","dueAt":"20Z","timetable":{"from":"20Z","rungs":[{"rung":"remind","dueAt":"20Z"},{"rung":"duty-officer",',
  '"dueAt":"20Z"},{"rung":"supervisor","dueAt":"20Z"},{"rung":"breach","dueAt":"20Z"}],"giveUpAt":"20Z"},"documents":[],"status":"requested",',
  '"requestedAt":"20"},"correlationId":"cor_","previousHash":"","hash":"{"data":{"at":"20Z","plan":{"orderId":"ord_","requestId":"frq_',
  '","alertId":"alt_","district":"haidian","agency":"',
].join('');
