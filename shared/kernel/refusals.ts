/** What a refusal means to the caller. */
export interface Meaning {
  /** HTTP status of the problem that the API answers with. */
  readonly status: number;
  /** Title of the problem. */
  readonly en: string;
  /** Title of the problem in Chinese. */
  readonly zh: string;
}

/** Every reason for a refusal, with what it means. A code is part of the API: it is never reused for another meaning. */
const table = {
  // the request itself
  INPUT_INVALID: { status: 400, en: 'The input breaks a rule', zh: '输入不符合规则' },
  JSON_MALFORMED: { status: 400, en: 'The body is not well-formed JSON', zh: '请求体不是有效的 JSON' },
  JSON_FIELD_TWICE: { status: 400, en: 'A field stands twice in one object', zh: '同一对象中字段重复' },
  JSON_TOO_DEEP: { status: 400, en: 'The body is nested too deep', zh: '请求体嵌套层级过深' },
  CONTENT_TYPE_UNSUPPORTED: { status: 415, en: 'The body must be application/json', zh: '请求体必须为 application/json' },
  CONTENT_ENCODING_UNSUPPORTED: {
    status: 415,
    en: 'The body must not be compressed or otherwise encoded',
    zh: '请求体不得压缩或另行编码',
  },
  BODY_TOO_LARGE: { status: 413, en: 'The body is too large', zh: '请求体过大' },
  CURSOR_INVALID: { status: 400, en: 'The cursor is not of this list, or has expired', zh: '游标无效或已过期' },
  READ_ANEW: {
    status: 410,
    en: 'What you have is too old, or not of this list: read it anew',
    zh: '已读内容过旧或不属于此列表，请重新读取',
  },
  IDEMPOTENCY_KEY_REUSED: { status: 422, en: 'The idempotency key was used for another command', zh: '幂等键已用于其他请求' },
  VERSION_CONFLICT: { status: 412, en: 'Another command changed it before yours', zh: '对象已被他人更改' },
  BUSY: { status: 503, en: 'Too many changes at once; try again', zh: '同时更改过多，请重试' },
  ROUTE_NOT_FOUND: { status: 404, en: 'The path does not exist', zh: '路径不存在' },
  METHOD_NOT_ALLOWED: { status: 405, en: 'The path does not take this method', zh: '该路径不支持此方法' },
  INTERNAL: { status: 500, en: 'Something broke on our side', zh: '系统内部错误' },
  // warnings
  WARNING_SOURCE_UNKNOWN: { status: 422, en: 'Cordon does not know this source of warnings', zh: '预警来源不在目录内' },
  PHONE_FORM_UNKNOWN: { status: 422, en: 'The phone number has no form that can be called', zh: '电话号码格式无法识别' },
  DISTRICT_MISSING: { status: 422, en: 'The district must be named', zh: '须写明所属区' },
  WARNING_STATE_FORBIDS: { status: 409, en: 'The warning does not allow this in its state', zh: '预警当前状态不允许此操作' },
  WARNING_NOT_TO_DO: { status: 409, en: 'No person is to contact the person now', zh: '该预警当前无需人工处置' },
  LEASE_OF_ANOTHER: { status: 409, en: 'Another person holds the warning', zh: '预警已由他人领取' },
  LEASE_LAPSED: { status: 409, en: 'You held the warning, and the time is over', zh: '领取时限已过' },
  AREA_MISSING: { status: 422, en: 'The district of the work must be named', zh: '须写明办理的区' },
  LOAD_FULL: { status: 409, en: 'You hold as many warnings as one person may', zh: '在手预警已达上限' },
  MEANS_NOT_DUE: { status: 422, en: 'Another means is due', zh: '当前应采取其他劝阻方式' },
  OUTCOME_NOT_OF_MEANS: { status: 422, en: 'This means cannot have that outcome', zh: '该劝阻方式不可能有此结果' },
  CHECKLIST_MISSING: { status: 422, en: 'A visit needs its checklist', zh: '上门劝阻须填写检查清单' },
  LOSS_MISSING: { status: 422, en: 'The sum that is gone must be named', zh: '须填写已转出的金额' },
  TIME_BEFORE_WARNING: { status: 422, en: 'The contact cannot be before the warning', zh: '联系时间不得早于预警' },
  GRADE_NEEDS_REASON: { status: 422, en: 'A grade set by hand needs a reason', zh: '人工调整等级须说明理由' },
  NOTHING_TO_MOVE: { status: 422, en: 'The warning is there already', zh: '预警已在该处' },
  CLOSING_NOT_ALLOWED: { status: 422, en: 'The grade does not allow this end yet', zh: '该等级预警尚不允许如此办结' },
  CHANNEL_WITHOUT_KEYS: {
    status: 409,
    en: 'Register keys first: the word of a provider is taken only signed',
    zh: '须先登记签名密钥',
  },
  MESSAGE_UNKNOWN: { status: 404, en: 'There is no such message of this provider', zh: '没有该服务商的此条消息' },
  MESSAGE_ANSWERED: { status: 409, en: 'Another outcome of this message was told before', zh: '该消息已有不同的结果' },
  // access
  TOKEN_CLAIMS_INVALID: { status: 403, en: 'The token does not say who is calling', zh: '令牌缺少有效的身份信息' },
  ACTION_NOT_ALLOWED: { status: 403, en: 'Your agency may not do this', zh: '贵单位无权执行此操作' },
  ROLE_NOT_ALLOWED: {
    status: 403,
    en: 'Your role may not do this; another role of your agency may',
    zh: '您的角色无权执行此操作，须由本单位其他角色的人员办理',
  },
  NOT_FOUND: { status: 404, en: 'It does not exist, or you may not see it', zh: '对象不存在或不可见' },
  SIGNATURE_REQUIRED: { status: 401, en: 'The body must be signed', zh: '请求体必须签名' },
  SIGNATURE_INVALID: { status: 401, en: 'The signature does not fit the body and your keys', zh: '签名与请求体或登记公钥不符' },
  // agencies that are named
  AGENCY_UNKNOWN: { status: 400, en: 'No such agency is registered', zh: '单位未登记或已撤销' },
  AGENCY_UNFIT: {
    status: 400,
    en: 'This kind of agency cannot do what the request names it for',
    zh: '所列单位的类型或辖区不符',
  },
  AGENCY_ID_TAKEN: {
    status: 409,
    en: 'The id belongs to a bank, another agency, or Cordon itself',
    zh: '该标识已被银行、其他单位或系统占用',
  },
  ROLE_UNFIT: { status: 400, en: 'No person with this role in the agency could see it', zh: '该单位的此类人员不能查看' },
  // alerts and freeze requests
  TIME_IN_FUTURE: { status: 400, en: 'A time lies in the future', zh: '时间晚于当前时间' },
  TIME_TOO_LONG_AGO: { status: 400, en: 'A time lies too long ago', zh: '时间过早' },
  TIME_BEFORE_ALARM: { status: 400, en: 'A time lies before the alarm', zh: '时间早于接警时间' },
  SOURCE_REF_USED: {
    status: 409,
    en: 'This reference belongs to an alarm with other content; send this one under a new reference',
    zh: '该来源编号已用于内容不同的警情，请使用新的编号另行报送',
  },
  ALERT_WITHDRAWN: { status: 409, en: 'The alarm was withdrawn', zh: '该警情已撤销' },
  ALERT_IS_DUPLICATE: { status: 409, en: 'Another alarm stands for this one', zh: '该警情已并入其他警情' },
  DISTRICT_HAS_ALERT: { status: 400, en: 'The district has the alarm already', zh: '该警情已属该区' },
  NOTHING_TO_CORRECT: { status: 409, en: 'The alarm says so already', zh: '更正内容与现有内容一致' },
  ALERT_WITH_ITSELF: { status: 400, en: 'An alarm is no duplicate of itself', zh: '警情不能与自身合并' },
  DUPLICATE_OF_YOUNGER: {
    status: 409,
    en: 'The alarm named is the younger one; join that one to this',
    zh: '所指警情时间较晚，请将其并入本警情',
  },
  ALERT_FULL: { status: 409, en: 'The alarm has as many duplicates as it can hold', zh: '该警情的重复警情已达上限' },
  SAME_OFFICER_TWICE: { status: 400, en: 'Two different officers must sign', zh: '须由两名不同的民警签署' },
  DUPLICATE_ACCOUNT: { status: 400, en: 'An account is named twice', zh: '账户重复' },
  BANK_UNKNOWN: { status: 400, en: 'A bank is not registered', zh: '银行未登记' },
  TOO_MANY_TRANSFERS: { status: 409, en: 'The order has as many transfers as it can hold', zh: '该指令的转账笔数已达上限' },
  STOP_LIMIT_REACHED: { status: 409, en: 'The account was stopped as often as is allowed', zh: '该账户止付次数已达上限' },
  NO_ACCOUNT_TO_STOP: { status: 400, en: 'No account of the request can be stopped', zh: '请求中没有可以止付的账户' },
  // stop orders
  ORDER_STATE_FORBIDS: { status: 409, en: 'The order is in a state that does not allow this', zh: '指令当前状态不允许此操作' },
  ORDER_LET_GO: {
    status: 409,
    en: 'By right the money goes free, so it cannot be held on',
    zh: '款项依法应当解除控制，不得继续控制',
  },
  RETURN_STATEMENT_MISSING: {
    status: 409,
    en: 'Accounts of the round have no statement that is whole',
    zh: '部分账户尚无完整的交易明细',
  },
  REGION_NOTICE_STATE_FORBIDS: {
    status: 409,
    en: 'The notice is in a state that does not allow this',
    zh: '通报当前状态不允许此操作',
  },
  SCREENING_STATE_FORBIDS: {
    status: 409,
    en: 'The screening is in a state that does not allow this',
    zh: '甄别当前状态不允许此操作',
  },
  NARROWING_NOT_LESS: {
    status: 409,
    en: 'The bank holds no more than the sum to narrow to',
    zh: '拟保留金额不少于现控制金额',
  },
  FREEZE_ABOVE_NARROWED: {
    status: 409,
    en: 'The hold was narrowed; a freeze takes no more than was left',
    zh: '控制金额已减少，冻结金额不得超过保留金额',
  },
  INSTRUCTION_PENDING: { status: 409, en: 'The bank has not answered the last instruction', zh: '银行尚未答复上一指令' },
  INSTRUCTION_NOT_PENDING: { status: 409, en: 'No instruction awaits an answer', zh: '没有待答复的指令' },
  INSTRUCTION_NOT_NAMED: {
    status: 409,
    en: 'The bank was given several instructions for this order; name the one that this is about',
    zh: '该指令下已有多项要求，须写明所答复的要求编号（instructionId）',
  },
  INSTRUCTION_UNKNOWN: { status: 400, en: 'The order has no instruction with this id', zh: '该指令没有此编号的要求' },
  INSTRUCTION_REPLACED: {
    status: 409,
    en: 'Another instruction took the place of this one; the result is recorded as a dispute',
    zh: '该要求已被新的要求取代，已记录争议',
  },
  OUTFLOW_NOT_HELD: {
    status: 409,
    en: 'No such outflow of the order waits for a decision',
    zh: '该指令没有等待决定的此类资金流出',
  },
  RESULT_CONFLICT: {
    status: 409,
    en: 'Another result was given before; recorded as a dispute',
    zh: '与先前结果不一致，已记录争议',
  },
  RESULT_INCOMPLETE: { status: 400, en: 'The result lacks what its code requires', zh: '结果缺少该应答码所需字段' },
  QUESTION_NEEDS_ACCOUNT: {
    status: 409,
    en: 'The order is of one transaction, so no account is known: ask for the stop of the account first',
    zh: '该止付针对单笔交易，账户不明；请先对账户请求止付',
  },
  QUESTION_STATE_FORBIDS: {
    status: 409,
    en: 'The question is over, or not of this kind',
    zh: '该协查事项已结束，不能执行此操作',
  },
  ANSWER_IS_ELSEWHERE: {
    status: 409,
    en: 'This question is answered by what it asks for, at its own address',
    zh: '该协查事项须在其专用地址提交所需内容作答',
  },
  STATEMENT_STATE_FORBIDS: {
    status: 409,
    en: 'The statement is at a stage that does not allow this',
    zh: '交易明细当前状态不允许此操作',
  },
  STATEMENT_PERIOD_TOO_LONG: {
    status: 400,
    en: 'The period is longer than a statement may be',
    zh: '查询期间超过允许的最长期限',
  },
  STATEMENT_TOO_LONG: { status: 409, en: 'The statement has more lines than it may have', zh: '交易明细超过允许的最大条数' },
  WATCH_STATE_FORBIDS: { status: 409, en: 'The watch is at a stage that does not allow this', zh: '监控当前状态不允许此操作' },
  WATCH_TOO_LONG: { status: 400, en: 'The watch is longer than it may be', zh: '监控期限超过允许的最长期限' },
  WATCH_ENDED: {
    status: 409,
    en: 'The watch is over: only lines of before its end are taken',
    zh: '监控已结束，仅接收结束前的动账信息',
  },
  HOLDER_CONFLICT: {
    status: 409,
    en: 'Another answer came before; the first counts, and this one is kept beside it',
    zh: '先前已作出不同答复；以首次为准，本次答复一并留存',
  },
  PAGE_CONFLICT: {
    status: 409,
    en: 'This page came before with another content; the first counts, and both are kept',
    zh: '该页先前已以不同内容报送；以首次为准，两次内容均已留存',
  },
  PAGE_AFTER_LAST: {
    status: 409,
    en: 'The page is behind the last page, or is not the last',
    zh: '该页位于末页之后，或并非末页',
  },
  LINE_UNKNOWN: { status: 400, en: 'No such line came', zh: '没有该条明细' },
  LINE_AMBIGUOUS: {
    status: 400,
    en: 'The serial is of several lines; name the line by page and place',
    zh: '该流水号对应多条明细，请以页码和行号指明',
  },
  LINE_NOT_OUTGOING: {
    status: 409,
    en: 'The line took no money out of the account, so it cannot be followed',
    zh: '该条明细并非资金流出，不能追踪',
  },
  TOO_MANY_OUTFLOWS: {
    status: 409,
    en: 'The order has no room for more outflows; telephone the officer',
    zh: '该指令无法再记录更多资金流出，请致电民警',
  },
  EXTENSION_NOT_ALLOWED: { status: 409, en: 'The stop may not be extended', zh: '该止付不得延长' },
  ACCOUNT_FROZEN: { status: 409, en: 'The account is frozen under another order', zh: '该账户已被其他指令冻结' },
  ACCOUNT_NOT_KNOWN: {
    status: 409,
    en: 'The stop is of one transaction: a freeze needs an account, so ask for the stop of the account first',
    zh: '该止付针对单笔交易；冻结须有账户，请先对账户请求止付',
  },
  ACCOUNT_NOT_HELD: {
    status: 409,
    en: 'No other order holds the account, so there is no line to wait in',
    zh: '没有其他指令控制该账户，无须轮候',
  },
  TOO_MANY_DOCUMENTS: { status: 409, en: 'The order has as many documents as it may have', zh: '该指令的文书数量已达上限' },
  CASE_NOT_FILED: { status: 409, en: 'No account may be frozen before the case is filed', zh: '未立案不得冻结' },
  DOCUMENT_MISSING: { status: 409, en: 'A required document is missing', zh: '缺少必需的法律文书' },
  APPROVAL_MISSING: { status: 409, en: 'The required approval is missing', zh: '缺少必需的审批' },
  TERM_EXPIRED: { status: 409, en: 'The term has ended', zh: '期限已届满' },
  RENEWAL_TOO_EARLY: { status: 409, en: 'It is too early to renew', zh: '尚未到续冻时间' },
  RENEWAL_TOO_LONG: { status: 409, en: 'A renewal may not be longer than the first term', zh: '续冻期限不得超过首次期限' },
  FILING_DIFFERS: {
    status: 409,
    en: 'The filing named here is not the one that Cordon has on record',
    zh: '所填立案信息与系统记录不一致',
  },
  TIMES_OUT_OF_ORDER: {
    status: 400,
    en: 'A paper is dated before the step that it must follow',
    zh: '文书日期早于其应当依据的前一程序',
  },
  // approvals
  APPROVAL_UNKNOWN: { status: 400, en: 'Your agency asked for no such approval', zh: '本单位没有该审批申请' },
  APPROVAL_OF_OTHER_MATTER: {
    status: 409,
    en: 'The approval is for another act, or for less',
    zh: '该审批的事项或范围与本次操作不符',
  },
  APPROVAL_NOT_GRANTED: { status: 409, en: 'The approval is not granted', zh: '该审批尚未批准' },
  APPROVAL_LAPSED: { status: 409, en: 'The approval was not answered or not used in time', zh: '该审批逾期未批复或未使用' },
  APPROVAL_STATE_FORBIDS: {
    status: 409,
    en: 'The approval is in a state that does not allow this',
    zh: '审批当前状态不允许此操作',
  },
  APPROVAL_OF_OTHER_PERSON: {
    status: 409,
    en: 'Only the person who asked for the approval may withdraw it',
    zh: '审批申请只能由申请人撤回',
  },
  APPROVER_IS_ASKER: {
    status: 409,
    en: 'The person who asked for an approval may not decide on it',
    zh: '申请人不得审批本人的申请',
  },
  APPROVER_IS_OFFICER: {
    status: 409,
    en: 'The person who granted the approval may not be one of the two officers',
    zh: '批准人不得同时为两名办案民警之一',
  },
  APPROVER_ACTS: {
    status: 409,
    en: 'The person who granted the approval may not carry the act out',
    zh: '批准人不得自行执行所批准的事项',
  },
  APPROVER_UNFIT: {
    status: 409,
    en: 'Only a person of another role or of a higher level may decide on this approval',
    zh: '该审批须由具有相应职务和级别的人员决定',
  },
  APPROVER_NOT_A_PERSON: {
    status: 409,
    en: 'Only a person may decide on an approval, with a token of their own',
    zh: '审批只能由本人持个人令牌办理，系统令牌不得审批',
  },
  LEGAL_REVIEW_MISSING: { status: 409, en: 'The grant needs a legal review', zh: '批准前须经法制审核' },
  HIGHER_PAPER_MISSING: {
    status: 409,
    en: 'The grant needs the written approval of the listing’s level',
    zh: '批准须附相应级别机关的书面批准文件',
  },
  // cases and sharing
  CASE_STATE_FORBIDS: { status: 409, en: 'The case is in a state that does not allow this', zh: '案件当前状态不允许此操作' },
  ORDERS_OF_OTHER_CASE: {
    status: 400,
    en: 'Not all of these orders belong to this case',
    zh: '所列指令不全属于本案',
  },
  CASE_ITEM_UNKNOWN: {
    status: 400,
    en: 'Something named here does not exist, or you may not see it',
    zh: '所引用的对象不存在或不可见',
  },
  CASE_FULL: { status: 409, en: 'The case file holds as many of these as it can', zh: '案卷中该类条目已达上限' },
  CASE_ALREADY_FILED: { status: 409, en: 'The case is filed already, under another number', zh: '案件已立案' },
  CASE_NUMBER_TAKEN: { status: 409, en: 'Another case is filed under this number', zh: '该案件编号已被其他案件使用' },
  CASE_WITH_ITSELF: { status: 400, en: 'A case cannot be merged or linked with itself', zh: '案件不能与自身合并或关联' },
  ALERT_IN_OTHER_CASE: { status: 409, en: 'The alert belongs to another case', zh: '该警情已归入其他案件' },
  MUST_DONE_BEFORE: { status: 409, en: 'This is recorded as done already', zh: '该项已登记完成' },
  SHARE_WITH_OWN_AGENCY: { status: 400, en: 'A case cannot be shared with its own agency', zh: '不能向本单位共享' },
  SHARE_END_IN_PAST: { status: 400, en: 'The share would have ended already', zh: '共享截止时间早于当前时间' },
  SHARE_TOO_LONG: { status: 400, en: 'A share may not last so long', zh: '共享期限超过上限' },
  CASE_ITEM_IN_USE: { status: 409, en: 'Another entry of the case refers to this one', zh: '案卷中其他条目引用了该条目' },
  STATION_UNKNOWN: { status: 400, en: 'No such station is recorded', zh: '该派出所未登记' },
  STATION_OF_OTHER_DISTRICT: {
    status: 409,
    en: 'The station belongs to another district than the case, or than your agency',
    zh: '该派出所不属于案件所在区或操作单位所在区',
  },
  STATION_COUNTED: { status: 409, en: 'The filing is counted for its station', zh: '立案已计入派出所统计，不得更改派出所' },
  FILED_AS_OTHER_CASE: {
    status: 409,
    en: 'The filing belongs to a case that was merged into this one, and counts as it did there',
    zh: '本案沿用被并入案件的立案，派出所统计以该案为准',
  },
  FREEZE_RESTS_ON_FILING: { status: 409, en: 'A freeze depends on the filing of this case', zh: '该警情的冻结以本案立案为依据' },
  TOO_MANY_STOPS: {
    status: 409,
    en: 'More stops of the alert are in force than can leave the filed case at once',
    zh: '该警情生效中的止付过多，暂不能移出已立案案件',
  },
  // evidence files, and requests to see more of a case
  EVIDENCE_FILE_TOO_LARGE: { status: 400, en: 'The file is larger than Cordon takes', zh: '文件大小超过上限' },
  EVIDENCE_FILE_TYPE_FORBIDDEN: { status: 400, en: 'Cordon does not take files of this type', zh: '不接受该类型的文件' },
  EVIDENCE_FILE_HASH_DIFFERS: {
    status: 409,
    en: 'The list of evidence has another SHA-256 for this piece',
    zh: '文件的 SHA-256 与证据清单登记的不一致',
  },
  EVIDENCE_FILE_THERE: { status: 409, en: 'The piece of evidence has this file already', zh: '该证据已有内容相同的文件' },
  EVIDENCE_FILES_FULL: {
    status: 409,
    en: 'The piece of evidence has as many files as it can hold',
    zh: '该证据的文件数量已达上限',
  },
  EVIDENCE_FILE_STATE_FORBIDS: {
    status: 409,
    en: 'The file is in a state that does not allow this',
    zh: '文件当前状态不允许此操作',
  },
  EVIDENCE_FILE_NO_PREVIEW: {
    status: 409,
    en: 'Files of this type have no preview; open the original',
    zh: '该类型的文件无法预览，请打开原件',
  },
  NOTHING_WITHHELD: { status: 409, en: 'Your agency sees these parts already', zh: '贵单位已可查看所申请的部分' },
  ACCESS_REQUEST_WAITS: {
    status: 409,
    en: 'A request of your agency on this case waits for an answer',
    zh: '贵单位对该案件已有待答复的查阅申请',
  },
  ACCESS_REQUEST_STATE_FORBIDS: {
    status: 409,
    en: 'The request is in a state that does not allow this',
    zh: '该查阅申请当前状态不允许此操作',
  },
  PARTS_NOT_ASKED: { status: 400, en: 'A part is granted that was not asked for', zh: '所准许的部分未在申请之列' },
  // banks
  ENDPOINT_NOT_ALLOWED: { status: 400, en: 'The endpoint must be a public https address', zh: '接口地址必须为公网 https 地址' },
  BANK_MODE_NOT_YOURS: {
    status: 409,
    en: "The city's administrator says whether a bank is live: at its first registration, and then at /v1/banks/{bankId}/mode",
    zh: '银行的启用状态由市级管理员在首次登记时或通过 /v1/banks/{bankId}/mode 设定',
  },
  TOO_MANY_TESTS: {
    status: 429,
    en: 'The bank has started as many tests as it may in an hour',
    zh: '该银行一小时内的测试次数已达上限',
  },
  CONFORMANCE_NOT_PASSED: {
    status: 409,
    en: 'The bank has not passed every test that it needs',
    zh: '该银行尚未通过全部必需的接口测试',
  },
  KEY_SET_INVALID: { status: 400, en: 'The key set must hold strong public keys only', zh: '公钥集无效' },
  ENDPOINT_NOT_REGISTERED: {
    status: 409,
    en: 'Your bank has no endpoint for pushes: it registered none, or is not live yet; pull instead',
    zh: '贵行未登记推送地址或尚未启用推送，请自行拉取',
  },
  REDELIVERY_TOO_OFTEN: {
    status: 429,
    en: 'The push of this order was asked for again too often; wait, or pull the instruction',
    zh: '要求重新推送该指令过于频繁，请稍后再试或自行拉取',
  },
  // finding things again
  SEARCH_TOO_SHORT: {
    status: 400,
    en: 'Too little to look for: two characters of a name, or six letters and digits of a number, are the least',
    zh: '检索内容过短：姓名至少两个字，号码至少六位',
  },
  SEARCH_TOO_WIDE: {
    status: 400,
    en: 'The search has shown as much as one search may; give more of the name or the number',
    zh: '检索结果过多，请提供更完整的姓名或号码',
  },
  SEARCH_BY_BODY: {
    status: 400,
    en: 'It may be data of a person or an account number, which must not stand in an address; send it in the body of POST /v1/search',
    zh: '检索内容可能为个人信息或账号，不得写入网址，请改用 POST /v1/search 在请求体中提交',
  },
  // consultations, meetings and procedure clocks
  CONSULTATION_STATE_FORBIDS: {
    status: 409,
    en: 'The consultation is in a state that does not allow this',
    zh: '会商当前状态不允许此操作',
  },
  CONSULTATION_FULL: { status: 409, en: 'The consultation has as many of these as it can hold', zh: '会商该类内容已达上限' },
  PARTY_TWICE: { status: 400, en: 'An agency is named twice, or is the convener', zh: '参加单位重复或与召集单位相同' },
  PARTY_UNKNOWN: {
    status: 400,
    en: 'An agency named here is not a party that has accepted',
    zh: '所列单位不是已接受会商的参加单位',
  },
  PARTY_ANSWERED: { status: 409, en: 'Your agency has accepted already', zh: '贵单位已接受会商' },
  QUESTION_UNKNOWN: { status: 400, en: 'The consultation has no such question', zh: '会商没有该问题' },
  EVIDENCE_UNKNOWN: { status: 400, en: 'The evidence does not exist, or you may not see it', zh: '证据不存在或不可见' },
  EVIDENCE_REQUEST_CLOSED: { status: 409, en: 'The evidence request was answered or dropped', zh: '补证请求已答复或已取消' },
  BUNDLE_VERSION_UNKNOWN: { status: 400, en: 'There is no such version of the evidence bundle', zh: '证据材料没有该版本' },
  OPINION_ON_OLDER_BUNDLE: {
    status: 409,
    en: 'Your agency has given its opinion on a later version of the evidence bundle',
    zh: '贵单位已就更新版本的证据材料出具意见',
  },
  DUE_DATE_PAST: { status: 400, en: 'A due date lies in the past', zh: '期限早于当前时间' },
  OPINION_MISSING: {
    status: 409,
    en: 'A party that accepted has given no opinion, or the agency that concludes has not answered every question',
    zh: '有参加单位尚未出具意见，或作出结论的单位未就全部问题出具意见',
  },
  EXCUSE_NOT_ALLOWED: {
    status: 400,
    en: 'The agency that concludes and the convener cannot be excused',
    zh: '作出结论的单位和召集单位不得免于出具意见',
  },
  FINDING_MISSING: { status: 400, en: 'Each question needs one finding', zh: '每个问题须有一项结论' },
  FINDING_UNSUPPORTED: {
    status: 409,
    en: 'No opinion supports the finding; only the convener may decide so, with a reason',
    zh: '没有意见支持该项结论；仅召集单位说明理由后方可作出',
  },
  POSITION_UNKNOWN: { status: 400, en: 'The question has no such answer', zh: '该问题没有此项答案' },
  ACTION_DONE: { status: 409, en: 'The action is done already', zh: '该事项已办结' },
  CLOCK_RUNNING: {
    status: 409,
    en: 'Such a clock runs already, or ran out and was not stopped',
    zh: '同类期限已在计算，或已届满而未停止计算',
  },
  CLOCK_STOPPED: { status: 409, en: 'The clock has been stopped', zh: '该期限已停止计算' },
  CLOCK_OF_OTHER_PARTY: {
    status: 409,
    en: 'Only the party that started the clock, or the convener, may stop it',
    zh: '期限仅可由启动单位或召集单位停止计算',
  },
  CLOCK_EXTENSION_NOT_ALLOWED: {
    status: 409,
    en: 'The law does not allow such an extension of this term',
    zh: '该期限依法不得如此延长',
  },
  SUPPLEMENTS_USED_UP: {
    status: 409,
    en: 'Supplementary investigation was ordered as often as is allowed',
    zh: '补充侦查次数已达上限',
  },
  MEETING_STATE_FORBIDS: {
    status: 409,
    en: 'The meeting is in a state that does not allow this',
    zh: '例会当前状态不允许此操作',
  },
  MEETING_NOT_BEGUN: { status: 409, en: 'The meeting has not begun', zh: '例会尚未开始' },
  // standards
  MEASURE_UNKNOWN: { status: 400, en: 'The measure does not exist', zh: '没有该度量指标' },
  THRESHOLD_NEGATIVE: { status: 400, en: 'A threshold must not be negative', zh: '起点不得为负数' },
  THRESHOLD_NOT_INTEGER: { status: 400, en: 'A threshold must be a whole number', zh: '起点必须为整数' },
  OPERATOR_UNFIT: { status: 400, en: 'The comparison does not fit the measure', zh: '比较方式与度量指标不符' },
  FACT_UNFIT: { status: 400, en: 'The value does not fit the measure', zh: '事实的值与度量指标不符' },
  HEADLINE_NOT_IN_RULE: {
    status: 400,
    en: 'The headline figure must be in the rule of the amount, and no way to meet that rule over those measures may ask for less',
    zh: '标准摘要须见于数额规则，且涉及同一指标的任何情形不得低于摘要所列数额',
  },
  PERIOD_INVALID: { status: 400, en: 'The last day lies before the first', zh: '失效日期早于生效日期' },
  STANDARD_OVERLAP: {
    status: 409,
    en: 'Another standard holds in that time for the same district and criterion, or was adopted to begin then',
    zh: '同一地区同一事项的标准有效期重叠，或已采纳同日生效的标准',
  },
  STANDARD_NOT_CURRENT: { status: 409, en: 'The standard named here was replaced or withdrawn', zh: '所指标准已被取代或撤销' },
  PROPOSAL_STATE_FORBIDS: {
    status: 409,
    en: 'The proposal is in a state that does not allow this',
    zh: '提案当前状态不允许此操作',
  },
  PROPOSAL_DATE_PASSED: { status: 409, en: 'The first day of the proposal has begun', zh: '拟生效日期已到' },
  PROPOSAL_TOO_SOON: {
    status: 409,
    en: 'The first day leaves the districts too little time to answer',
    zh: '拟生效日期过近，各区没有足够时间答复',
  },
  CHANGE_REASON_MISSING: { status: 400, en: 'A changed answer needs a reason', zh: '改变答复须说明理由' },
  DISTRICT_NOT_ASKED: { status: 409, en: 'The proposal does not concern your district', zh: '该提案不涉及贵区' },
  DEPARTURE_REASON_MISSING: {
    status: 400,
    en: 'The decision departs from the standard in force; it needs a departureReason',
    zh: '该决定偏离现行标准，须说明偏离理由',
  },
  GROUNDS_NOT_PUBLIC: {
    status: 400,
    en: 'The grounds for every district must not hold numbers of persons or accounts, nor the case by number or id',
    zh: '对各区公开的理由不得含人员、账户号码或案件编号',
  },
  DECISION_RECORDED_ALREADY: {
    status: 409,
    en: 'Another decision of that day is recorded under this case number',
    zh: '该案件编号当日的决定已登记，且内容不同',
  },
  // listed cases
  LISTING_STATE_FORBIDS: {
    status: 409,
    en: 'The listing is in a state that does not allow this',
    zh: '挂牌当前状态不允许此操作',
  },
  LISTING_FULL: { status: 409, en: 'The listing holds as many of these as it can', zh: '挂牌该类记录已达上限' },
  LISTING_GROUNDS_MISSING: {
    status: 400,
    en: 'No rule suggests the listing, and no ground was given',
    zh: '不符合挂牌条件且未说明挂牌理由',
  },
  CASE_LISTED_ALREADY: { status: 409, en: 'The case is listed, or proposed for it, already', zh: '案件已挂牌或已申请挂牌' },
  UNIT_TWICE: {
    status: 400,
    en: 'The bureau unit and the district unit must be different agencies',
    zh: '市局责任单位与分局责任单位不得相同',
  },
  APPROVER_IS_PROPOSER: {
    status: 409,
    en: 'The person who proposed the listing may not approve it',
    zh: '申请人不得审批本人的挂牌申请',
  },
  SUPERVISOR_IS_RESPONSIBLE: {
    status: 409,
    en: 'The agency that supervises a listed case may not be responsible for it',
    zh: '督办单位不得同时为责任单位',
  },
  PROGRESS_BACKWARDS: {
    status: 409,
    en: 'The totals fall below those reported before; say why',
    zh: '累计数低于此前报告，须说明更正原因',
  },
  RETURNED_OVER_LOSS: {
    status: 409,
    en: 'The sum returned is more than the known loss of the case',
    zh: '返还金额不得超过案件已知损失金额',
  },
  LISTING_EXTENSION_TOO_LONG: { status: 400, en: 'One extension may not be so long', zh: '单次延期超过上限' },
  LISTING_EXTENSIONS_USED_UP: {
    status: 409,
    en: 'The listing was extended as often as is allowed',
    zh: '该案延期次数已达上限',
  },
  EXTENSION_BY_RESPONSIBLE_UNIT: {
    status: 409,
    en: 'A responsible unit may ask for more time, not give it to itself',
    zh: '责任单位可申请延期，不得自行批准延期',
  },
  EXTENSION_NOT_REQUESTED: { status: 409, en: 'No request for more time awaits an answer', zh: '没有待答复的延期申请' },
  APPROVAL_USED_BEFORE: {
    status: 409,
    en: 'This approval was used before; a new act needs a new one',
    zh: '该审批已使用，须另行报批',
  },
  LISTING_OF_OTHER_SUPERVISOR: {
    status: 409,
    en: 'Another agency supervises this case, and only it may do this',
    zh: '该案由其他单位督办，仅督办单位可执行此操作',
  },
  DELISTING_BY_RESPONSIBLE_UNIT: {
    status: 409,
    en: 'A responsible unit may not delist its own case',
    zh: '责任单位不得自行摘牌',
  },
  DELISTING_REASON_MISSING: {
    status: 409,
    en: 'The aim is not reached; delisting needs a reason',
    zh: '未达督办目标，摘牌须说明理由',
  },
  HAND_OVER_BY_RESPONSIBLE_UNIT: {
    status: 409,
    en: 'A responsible unit may not hand over the supervision of its case',
    zh: '责任单位不得移交本单位案件的督办权',
  },
  SUPERVISES_ALREADY: { status: 400, en: 'That agency supervises the case already', zh: '该单位已是督办单位' },
  // objections
  OBJECTION_STATE_FORBIDS: {
    status: 409,
    en: 'The objection is in a state that does not allow this',
    zh: '异议当前状态不允许此操作',
  },
  OBJECTION_FULL: { status: 409, en: 'The objection holds as many of these as it can', zh: '该异议的此类记录已达上限' },
  OBJECTION_REVIEWER_INVOLVED: {
    status: 409,
    en: 'Those who ordered the measure may not review the objection to it',
    zh: '作出止付、冻结决定的人员不得审查对该措施的异议',
  },
  OBJECTION_REVIEWER_NOT_A_PERSON: {
    status: 409,
    en: 'A person must decide on an objection, not a system',
    zh: '异议须由人员审查决定，不得由系统决定',
  },
  OBJECTION_OF_OTHER_REVIEWER: {
    status: 409,
    en: 'Another reviewer has the objection',
    zh: '该异议已指定其他人员审查',
  },
  OBJECTION_WITHOUT_ORDER: {
    status: 409,
    en: 'No order is known for this objection, so that nothing can be lifted',
    zh: '该异议没有对应的止付指令，无可解除的措施',
  },
  INFORMATION_NOT_ASKED: {
    status: 409,
    en: 'No question of this number waits for an answer of your agency',
    zh: '没有待贵单位答复的该编号问题',
  },
  SUPERVISION_TOO_EARLY: {
    status: 409,
    en: 'The procuratorate is asked once the objection is rejected or overdue',
    zh: '异议被驳回或者逾期未答复后，方可申请检察监督',
  },
  // the return of money
  CASE_RETURNS_MONEY: {
    status: 409,
    en: 'Money of this case goes back, or went; merge the other case into it',
    zh: '该案件已有返还，请将另一案件并入该案件',
  },
  AGENT_AFTER_APPROVAL: {
    status: 409,
    en: "The plan is approved; only another account in the victim's own name can be named now",
    zh: '方案已经批准，此时只能改为被害人本人名下的其他账户',
  },
  RETURN_STATE_FORBIDS: {
    status: 409,
    en: 'The round of return is in a state that does not allow this',
    zh: '该轮返还当前状态不允许此操作',
  },
  RETURN_ROUND_OPEN: { status: 409, en: 'Another round of return of the case is open', zh: '该案件已有一轮返还尚未结束' },
  RETURN_FULL: { status: 409, en: 'The round of return holds as many of these as it can', zh: '该轮返还的此类记录已达上限' },
  RETURN_ACCOUNT_UNKNOWN: { status: 400, en: 'The account is none of the orders of this case', zh: '该账户不属于本案的指令' },
  RETURN_ACCOUNT_NOT_FROZEN: { status: 409, en: 'Nothing is frozen in the account', zh: '该账户没有冻结资金' },
  RETURN_ACCOUNT_NOT_SCREENED: {
    status: 409,
    en: 'The account must be screened, and found linked, before its money is returned',
    zh: '账户须先经性质甄别并认定涉案，方可返还',
  },
  RETURN_ACCOUNT_ENTERED: { status: 409, en: 'The account is in the round already', zh: '该账户已在本轮返还中' },
  CLAIM_STATE_FORBIDS: { status: 409, en: 'The claim is in a state that does not allow this', zh: '该申报当前状态不允许此操作' },
  CLAIM_TRANSFER_UNKNOWN: {
    status: 400,
    en: 'The claim names a transfer that no order of this case has',
    zh: '申报的转账不在本案的指令之中',
  },
  CLAIM_ABOVE_TRANSFER: { status: 400, en: 'The claim is for more than the transfer', zh: '申报金额超过转账金额' },
  LOSS_ABOVE_TRANSFERS: {
    status: 400,
    en: 'The loss is more than the transfers that the claim names',
    zh: '申报损失超过所列转账金额之和',
  },
  TRANSFER_CLAIMED_BEFORE: { status: 409, en: 'Another claim is for the same transfer', zh: '该笔转账已有申报' },
  CLAIM_PAID: { status: 409, en: 'Money was paid on the claim, so that it stays', zh: '该申报已经返还资金，不能撤回' },
  PAYEE_BANK_UNKNOWN: { status: 400, en: 'The bank of the payee is not registered', zh: '收款银行未登记' },
  PAYEE_NOT_THE_VICTIM: {
    status: 409,
    en: "Money goes to the victim's own account, unless an agent's authority is recorded",
    zh: '资金须返还至被害人本人账户，代理人须有登记的授权',
  },
  RETURN_EMPTY: { status: 409, en: 'The round of return has no account yet', zh: '该轮返还尚未纳入账户' },
  RETURN_PLAN_MISSING: { status: 409, en: 'The round has no plan yet', zh: '该轮返还尚无分配方案' },
  RETURN_PLAN_CHANGED: { status: 412, en: 'The plan, or what it rests on, has changed since', zh: '分配方案或者其依据已经变更' },
  RETURN_NOTICE_MISSING: {
    status: 409,
    en: 'A plan with shares by loss needs a public notice first',
    zh: '按比例返还的方案须先行公告',
  },
  RETURN_NOTICE_NOT_NEEDED: {
    status: 409,
    en: 'The plan has no share by loss, so that it needs no notice',
    zh: '该方案没有按比例返还的份额，无须公告',
  },
  RETURN_NOTICE_RUNS: { status: 409, en: 'The public notice still runs', zh: '公告期尚未届满' },
  RETURN_NOTICE_OVER: { status: 409, en: 'The public notice is over', zh: '公告期已届满' },
  RETURN_NOTICE_WITHDRAWN: { status: 409, en: 'The notice was withdrawn before', zh: '公告此前已经撤回' },
  SET_ASIDE_UNDECIDED: {
    status: 409,
    en: 'The plan sets money aside; say whether it is let go or stays frozen',
    zh: '方案中有不属于申报被害人的款项，须说明解除冻结还是继续冻结',
  },
  RETURN_OBJECTION_OPEN: { status: 409, en: 'An objection against the plan is not decided', zh: '对分配方案的异议尚未处理' },
  RETURN_OBJECTION_UNKNOWN: { status: 409, en: 'The round has no such objection', zh: '该轮返还没有此异议' },
  RETURN_OBJECTION_DECIDED: { status: 409, en: 'The objection was decided before', zh: '该异议此前已经处理' },
  RETURN_PAYMENTS_OPEN: { status: 409, en: 'Payments of the round are not over', zh: '该轮返还尚有未了结的付款' },
  RETURN_PAYMENT_UNKNOWN: { status: 409, en: 'The plan of the round has no such payment', zh: '该轮方案没有此笔付款' },
  PAYMENT_STATE_FORBIDS: {
    status: 409,
    en: 'The payment is in a state that does not allow this',
    zh: '该笔付款当前状态不允许此操作',
  },
  PAYMENT_CONFLICT: {
    status: 409,
    en: 'You said otherwise of this payment before. Both are kept, and the police are told',
    zh: '对该笔付款此前答复不同，两次答复均已留存，并已告知公安机关',
  },
  // the regional side: measures and the ranking of stations
  CAMPAIGN_STATE_FORBIDS: { status: 409, en: 'The state of the campaign does not allow this', zh: '战役当前状态不允许此操作' },
  CAMPAIGN_LEADS_OPEN: {
    status: 409,
    en: 'Leads of the campaign are open: finish, return or give them up, or say why it closes all the same',
    zh: '战役仍有未办结线索：请先办结、退回或终止，或说明仍予结束的理由',
  },
  CAMPAIGN_FULL: { status: 409, en: 'The campaign holds as many of these as it can', zh: '战役该类记录已达上限' },
  CAMPAIGN_NOT_CLOSED: { status: 409, en: 'The campaign has no summary before it is closed', zh: '战役尚未结束，无总结' },
  LEAD_STATE_FORBIDS: { status: 409, en: 'The state of the lead does not allow this', zh: '线索当前状态不允许此操作' },
  LEAD_FULL: { status: 409, en: 'The lead holds as many of these as it can', zh: '线索该类记录已达上限' },
  LEAD_TARGET_SAME: { status: 409, en: 'The lead has this target already', zh: '线索的目标单位未变' },
  LEAD_OF_OTHER_CAMPAIGN: { status: 409, en: 'The lead is not of this campaign', zh: '线索不属于该战役' },
  LEAD_MATCH_UNDECIDED: {
    status: 409,
    en: 'Another lead may be the same: join them, or keep them apart with a reason',
    zh: '存在疑似相同线索：请先合并，或说明理由后分别办理',
  },
  LEAD_MATCH_UNKNOWN: { status: 409, en: 'No such match of the lead waits for a decision', zh: '没有待确认的该项相同线索' },
  LEAD_SERVES_TWO: { status: 409, en: 'A lead serves two campaigns at most', zh: '一条线索最多服务于两个战役' },
  LEAD_NEVER_SENT: { status: 409, en: 'No target ever had the lead', zh: '线索从未下发' },
  LEAD_WITHOUT_RESULT: {
    status: 409,
    en: 'No feedback says whether the lead is verified',
    zh: '尚无反馈说明线索是否查实',
  },
  LEAD_SOURCE_UNKNOWN: { status: 400, en: 'There is no such source, or you may not see it', zh: '线索来源不存在或无权查看' },
  AGENCY_MAY_NOT_HAVE: { status: 400, en: 'This agency may not have a lead', zh: '该单位不得接收线索' },
  FEEDBACK_UNKNOWN: { status: 400, en: 'No feedback with this number stands', zh: '没有该编号的有效反馈' },
  WAVE_EMPTY: { status: 409, en: 'No lead fits the wave', zh: '没有符合条件的待下发线索' },
  WAVE_STATE_FORBIDS: { status: 409, en: 'The state of the wave does not allow this', zh: '波次当前状态不允许此操作' },
  MEASURE_STATE_FORBIDS: {
    status: 409,
    en: 'The measure is in a state that does not allow this',
    zh: '整治措施当前状态不允许此操作',
  },
  MEASURE_FULL: { status: 409, en: 'The measure holds as many of these as it can', zh: '整治措施该类记录已达上限' },
  MEASURE_NEEDS_CITY: {
    status: 409,
    en: 'Only the city may take a measure on a whole district',
    zh: '对区的整治措施须由市级作出',
  },
  CORRECTION_EVIDENCE_MISSING: { status: 409, en: 'No evidence of correction was handed in', zh: '尚未提交整改证明' },
  CORRECTION_BY_SUBMITTER: {
    status: 409,
    en: 'The agency that handed in the evidence last may not accept it',
    zh: '整改证明的提交单位不得自行验收',
  },
  CORRECTION_NOT_ACCEPTED: { status: 409, en: 'The correction has not been accepted', zh: '整改尚未验收' },
  PROTECTION_STATE_FORBIDS: {
    status: 409,
    en: 'The protective measure is in a state that does not allow this',
    zh: '该保护性措施当前状态不允许此操作',
  },
  PROTECTION_TOO_LONG: { status: 409, en: 'The protective measure may not run for so long', zh: '保护性措施期限超过上限' },
  PROTECTION_NOT_LONGER: {
    status: 409,
    en: 'The protective measure runs for as long already',
    zh: '保护性措施现有期限不短于所请求的期限',
  },
  PROTECTION_LIMIT_UNFIT: {
    status: 409,
    en: 'A limit a day needs its sum, and no other measure has one',
    zh: '限额措施须填写金额，其他措施不得填写',
  },
  PROTECTION_DISTRICT_MISSING: {
    status: 409,
    en: 'An agency of the whole city has to say where the person lives',
    zh: '市级单位须填写当事人所在区',
  },
  OUTLET_STATE_FORBIDS: {
    status: 409,
    en: 'The month of the outlet is in a state that does not allow this',
    zh: '该网点当月状态不允许此操作',
  },
  OUTLET_DISTRICT_UNKNOWN: {
    status: 409,
    en: 'The agency that runs the outlet named no district; name it',
    zh: '网点所属单位未填报所在区，请补充',
  },
  STATION_FULL: {
    status: 409,
    en: 'The station has as many versions of its population as it can hold',
    zh: '派出所人口版本已达上限',
  },
  STATION_DISTRICT_FIXED: {
    status: 409,
    en: 'The recorded district of a station cannot change',
    zh: '派出所所属区一经登记不得更改',
  },
  MONTH_NOT_OVER: { status: 409, en: 'The month is not over', zh: '该月尚未结束' },
  NO_STATION_TO_RANK: {
    status: 409,
    en: 'No station has a recorded population, so none can be ranked',
    zh: '没有可供排名的派出所人口数据',
  },
  RANKING_PUBLISHED: {
    status: 409,
    en: 'The ranking of this month is published and cannot change',
    zh: '该月排名已公布，不得更改',
  },
  // the blacklist, and collisions with it
  MARK_IS_PLACEHOLDER: {
    status: 422,
    en: 'The mark only stands in for one: many people and accounts have it',
    zh: '该标识为占位内容，不指向具体对象',
  },
  BLACKLIST_FULL: { status: 409, en: 'As much is kept as there is room for', zh: '已达可保存数量上限' },
  LISTING_TERM_SPENT: {
    status: 409,
    en: 'The mark was on the list as long as it may be in all, or is for as long as that already',
    zh: '该标识累计惩戒期限已满，不能再列入或续期',
  },
  BLACKLIST_STATE_FORBIDS: {
    status: 409,
    en: 'The state of the entry does not allow this',
    zh: '该黑名单条目当前状态不允许此操作',
  },
  NOT_TO_BE_TOLD: { status: 409, en: 'Telling the person is not asked for here', zh: '该条目无需告知当事人' },
  TOLD_BEFORE: { status: 409, en: 'It is on record already', zh: '告知情况已登记' },
  APPEAL_DECIDER_NOT_A_PERSON: {
    status: 409,
    en: 'Only a person may decide an appeal, with a token of their own',
    zh: '申诉只能由本人持个人令牌决定',
  },
  APPEAL_OF_OWN_LISTING: {
    status: 409,
    en: 'You listed the mark, or gave a ground for it; another person decides the appeal',
    zh: '申诉须由列入人、补充理由人以外的人员决定',
  },
  LIST_PAGE_DIFFERS: { status: 409, en: 'Another page came in this place of the version', zh: '该版本此页已导入且内容不同' },
  LIST_VERSION_PASSED: { status: 409, en: 'A later version of the list has begun', zh: '该名单已有更新版本' },
  LIST_NOT_HELD: { status: 409, en: 'This version of the list does not wait to be confirmed', zh: '该版本名单无需确认' },
  LIST_PAGES_DIFFER: {
    status: 409,
    en: 'The version has another number of pages',
    zh: '与该版本的总页数不一致',
  },
  MARK_CLEARED_ON_APPEAL: {
    status: 409,
    en: 'An appeal against this listing was upheld; the list does not bring it back',
    zh: '该名单的此项列入经申诉已撤销，不再收录',
  },
  CHECK_KIND_NOT_ALLOWED: {
    status: 403,
    en: 'Your agency may not check marks of this kind, or of another agency',
    zh: '贵单位无权核验此类标识，或其他单位的标识',
  },
  MARK_UNREADABLE: { status: 422, en: 'The value is no mark of this kind', zh: '取值不符合该类标识的形式' },
  CHECK_LIMIT: {
    status: 429,
    en: 'You have checked as many marks as you may for now; the answer says when there is room again',
    zh: '核验数量已达上限，请按提示时间后再试',
  },
  COLLISION_STATE_FORBIDS: {
    status: 409,
    en: 'The state of the collision does not allow this',
    zh: '该碰撞当前状态不允许此操作',
  },
  COLLISION_ACCOUNT_INCOMPLETE: {
    status: 422,
    en: 'What was told of the account is not enough for a stop; say what is missing',
    zh: '账户信息不足以止付，请补充',
  },
  // figures
  GROUPING_UNKNOWN: { status: 400, en: 'The figures cannot be told apart by this', zh: '统计不支持此分组方式' },
  RANGE_REVERSED: { status: 400, en: 'The first day must not be after the last', zh: '起始日期不得晚于截止日期' },
  RANGE_TOO_LONG: { status: 400, en: 'The range is longer than one table may be', zh: '统计期间超过单次查询上限' },
  RANGE_NOT_MONTHS: {
    status: 400,
    en: 'Banks are told apart over whole months: from the first day of one to the last of one, or today',
    zh: '按银行统计须为整月：自某月一日起，至某月末日或当日止',
  },
  MONTH_IN_FUTURE: { status: 400, en: 'The month lies in the future', zh: '月份晚于当前月份' },
  MONTH_NOT_COUNTED: {
    status: 409,
    en: 'The last days of the month are not counted yet; they are after the second midnight behind its end',
    zh: '该月最后几日尚未统计完毕，月末后第二个零时起可公布',
  },
  MONTH_WITHOUT_FIGURES: {
    status: 409,
    en: 'No order counts in this month, so there is nothing to publish',
    zh: '该月没有任何指令计入统计，无可发布内容',
  },
  MONTH_FIGURES_UNCHANGED: {
    status: 409,
    en: 'The figures are those of the edition in force: there is nothing to correct',
    zh: '数据与现行版次一致，无需更正',
  },
  PUBLISHER_NOT_A_PERSON: {
    status: 409,
    en: 'Only a person may publish figures, with a token of their own',
    zh: '统计数据只能由本人持个人令牌公布',
  },
} as const satisfies Readonly<Record<string, Meaning>>;

export type RefusalCode = keyof typeof table;

export const refusals: Readonly<Record<RefusalCode, Meaning>> = table;

/** What a refusal means to the caller. Bundles unpack the words at the first refusal (`infra/bundling.ts`). */
export function meaningOf(code: RefusalCode): Meaning {
  return table[code];
}

/** The codes in the order of the table. */
export const refusalCodes: readonly RefusalCode[] = Object.keys(table).filter((code) => isCode(code));

function isCode(code: string): code is RefusalCode {
  return Object.hasOwn(table, code);
}
