interface Explained {
  readonly en: string;
  readonly zh: string;
}

/** Every fault of a signature, and what the bank does about it. Cordon does not take a signature with one of these. */
export const signatureFaults = {
  'no-keys': {
    en: 'Your bank has no keys registered, so Cordon checks no signature of it. Register `jwks` first.',
    zh: '贵行未登记公钥，系统不校验其签名；请先登记 jwks。',
  },
  missing: { en: 'The header x-jws-signature is missing.', zh: '缺少请求头 x-jws-signature。' },
  'too-long': { en: 'The signature has more than 4,096 characters.', zh: '签名超过 4096 个字符。' },
  'body-too-large': { en: 'A signed body has at most 131,072 bytes.', zh: '签名的请求体不得超过 131072 字节。' },
  'not-a-jws': {
    en: 'The signature is not a compact JWS: two parts in base64url without padding, joined by two dots (`header..signature`).',
    zh: '签名不是紧凑格式的 JWS：应为两段无填充的 base64url，中间以两个点相连（header..signature）。',
  },
  'not-detached': {
    en: 'The JWS carries its payload. Take the part between the two dots out: the body is the payload.',
    zh: 'JWS 中带有载荷；请去掉两个点之间的部分，请求体即为载荷。',
  },
  'header-unreadable': {
    en: 'The part before the dots is not the base64url of a JSON object.',
    zh: '两个点之前的部分不是 JSON 对象的 base64url 编码。',
  },
  'critical-header': {
    en: 'The protected header has `crit` or `b64`. Cordon knows no critical member, and the payload is the base64url of the body (RFC 7515), not the bare body (RFC 7797).',
    zh: '受保护头含有 crit 或 b64；系统不支持，载荷须为请求体的 base64url 编码（RFC 7515），而非原文（RFC 7797）。',
  },
  'alg-missing': { en: 'The protected header has no `alg`.', zh: '受保护头缺少 alg。' },
  'alg-not-taken': {
    en: 'The `alg` of the protected header is not one that Cordon takes: EdDSA, Ed25519, ES256, PS256, RS256.',
    zh: '受保护头的 alg 不在可用算法之列：EdDSA、Ed25519、ES256、PS256、RS256。',
  },
  'kid-needed': {
    en: 'Several of your keys fit the `alg`. Name one of them by `kid` in the protected header.',
    zh: '有多把公钥适用该算法；请在受保护头中以 kid 指明。',
  },
  'kid-unknown': {
    en: 'None of your registered keys has the `kid` of the protected header.',
    zh: '登记的公钥中没有受保护头所指的 kid。',
  },
  'alg-not-of-key': {
    en: 'The `alg` of the protected header does not fit the key: another kind of key, or another `alg` in the key.',
    zh: '受保护头的 alg 与公钥不符：公钥类型不同，或公钥另注明了 alg。',
  },
  'signature-der': {
    en: 'The signature is in DER. For ES256, JWS wants r and s side by side, 32 bytes each (IEEE P1363).',
    zh: '签名为 DER 格式；ES256 的 JWS 签名须为 r 与 s 并置，各 32 字节（IEEE P1363）。',
  },
  'bytes-differ': {
    en: 'You signed another form of this body (see `signedForm`). Sign the bytes that you send, and send the bytes that you signed.',
    zh: '所签内容是该请求体的另一种形式（见 signedForm）；请对实际发送的字节签名，并原样发送。',
  },
  'other-key': {
    en: 'Another of your registered keys made the signature (see `madeWith`). Name that key, or sign with the one that you name.',
    zh: '签名由登记的另一把密钥生成（见 madeWith）；请指明该密钥，或改用所指密钥签名。',
  },
  'does-not-verify': {
    en: 'The signature fits neither the bytes that arrived nor a usual other form of them. Compare `bytes` with what you signed, and the private key with the one registered.',
    zh: '签名与收到的字节及其常见变形均不符；请将 bytes 与所签内容比对，并核对私钥与登记的公钥。',
  },
  'audience-wrong': {
    en: 'The protected header has an `aud` that does not name `cordon`.',
    zh: '受保护头的 aud 未指明 cordon。',
  },
  'order-wrong': {
    en: 'The protected header names another `orderId` than the request, or names one although the request is about no order.',
    zh: '受保护头的 orderId 与请求不符，或请求不针对任何指令。',
  },
  'instruction-wrong': {
    en: 'The protected header names another `instructionId` than the body, or names one although the body names none.',
    zh: '受保护头的 instructionId 与请求体不符，或请求体未写明。',
  },
  'iat-malformed': {
    en: 'The `iat` of the protected header is not a whole number of seconds since 1970.',
    zh: '受保护头的 iat 不是自 1970 年起的整秒数。',
  },
  'iat-ahead': {
    en: 'The `iat` of the protected header lies ahead of `now`. It counts seconds, not milliseconds; set your clock.',
    zh: '受保护头的 iat 晚于 now；iat 以秒计而非毫秒，请校准时钟。',
  },
  'iat-old': {
    en: 'The `iat` of the protected header lies more than a day back. Sign an answer anew when you send it again; check your clock if you signed just now.',
    zh: '受保护头的 iat 早于一天之前；重发时请重新签名，若刚刚签名请校准时钟。',
  },
} as const satisfies Readonly<Record<string, Explained>>;

export type SignatureFault = keyof typeof signatureFaults;
export const signatureFaultList = Object.keys(signatureFaults) as [SignatureFault, ...SignatureFault[]];

/** Improvements of a signature. Cordon takes a signature with these. */
export const signatureAdvice = {
  'kid-missing': {
    en: 'Name your key by `kid`: with a second key the signature would not tell which one made it.',
    zh: '建议以 kid 指明密钥，以便日后登记多把密钥。',
  },
  'audience-missing': {
    en: 'Name `aud` (`cordon`), so that the signature is of no use elsewhere.',
    zh: '建议写明 aud（cordon），以免签名被他处冒用。',
  },
  'order-missing': {
    en: 'Name the `orderId`, so that your answer cannot be put under another order.',
    zh: '建议写明 orderId，以免答复被移作他用。',
  },
  'iat-missing': { en: 'Name `iat`, the time of signing in seconds.', zh: '建议写明 iat（签名时间，秒）。' },
} as const satisfies Readonly<Record<string, Explained>>;

export type SignatureAdvice = keyof typeof signatureAdvice;
export const signatureAdviceList = Object.keys(signatureAdvice) as [SignatureAdvice, ...SignatureAdvice[]];
