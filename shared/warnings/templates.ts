/** A text that a provider sends or reads out. It names no person. */
interface Template {
  readonly id: string;
  /** Words of the kind of fraud that it is for. */
  readonly words: readonly string[];
  readonly text: string;
}

/** The text where the kind of fraud is not known. */
const general: Template = {
  id: 'general',
  words: [],
  text: '【北京反诈】您可能正在遭遇电信网络诈骗。请勿转账，勿透露验证码，勿下载对方提供的软件。如已转账请立即拨打110，咨询拨打96110。',
};

/** The texts by kind of fraud (诈骗类型), the first whose words the kind contains. */
const templates: readonly Template[] = [
  {
    id: 'authority',
    words: ['公检法', '冒充公安', '冒充警', '检察', '法院', '安全账户'],
    text: '【北京反诈】公检法机关不会通过电话、网络办案，没有“安全账户”。请立即挂断，勿转账。咨询拨打96110。',
  },
  {
    id: 'brushing',
    words: ['刷单', '返利', '兼职', '做任务'],
    text: '【北京反诈】刷单返利、垫资做任务都是诈骗，前几笔返款是诱饵。请勿继续垫资。咨询拨打96110。',
  },
  {
    id: 'investment',
    words: ['投资', '理财', '炒股', '虚拟币', '荐股'],
    text: '【北京反诈】群内“老师”荐股、高收益理财平台多为诈骗，平台上的盈利只是数字。请勿充值。咨询拨打96110。',
  },
  {
    id: 'loan',
    words: ['贷款', '解冻', '征信', '注销账户'],
    text: '【北京反诈】放款前收取保证金、解冻费、刷流水，或称影响征信要您转账的，都是诈骗。请勿转账。咨询拨打96110。',
  },
  {
    id: 'customer-service',
    words: ['客服', '退款', '理赔', '快递', '百万保障'],
    text: '【北京反诈】主动来电称退款、理赔、关闭“百万保障”的客服是诈骗。请勿共享屏幕，勿转账。咨询拨打96110。',
  },
  {
    id: 'acquaintance',
    words: ['冒充领导', '冒充熟人', '冒充老师', '亲友'],
    text: '【北京反诈】自称领导、熟人、老师要您转账的，请先当面或打电话核实。请勿转账。咨询拨打96110。',
  },
  {
    id: 'romance',
    words: ['婚恋', '交友', '杀猪盘', '裸聊'],
    text: '【北京反诈】网上交友带您投资、博彩，或以隐私视频要挟转账的，都是诈骗。请勿转账，保留证据。咨询拨打96110。',
  },
];

/** The id of the template for a kind of fraud, as police or a source write it. */
export function templateFor(fraudType: string | undefined): string {
  if (fraudType === undefined) return general.id;
  return (templates.find(({ words }) => words.some((word) => fraudType.includes(word))) ?? general).id;
}

/** The text of a template; of one that a later release knows, the general one. */
export function textOf(id: string): string {
  return (templates.find((template) => template.id === id) ?? general).text;
}
