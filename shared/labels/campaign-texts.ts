import type { CampaignFact } from '../campaigns/campaign/campaign-facts.ts';
import type { LeadFact } from '../campaigns/lead/lead-facts.ts';
import type { LeadMarkFact } from '../campaigns/lead/lead-marks.ts';
import type { CampaignTotalsFact } from '../campaigns/totals/totals.ts';
import type { WaveFact } from '../campaigns/wave/wave-facts.ts';
import { type LabelsOf, label } from './label.ts';

type CampaignsFact = CampaignFact | LeadFact | LeadMarkFact | CampaignTotalsFact | WaveFact;

/** What happened to campaigns and their leads: the words of their facts. */
export const factsOfCampaigns = {
  'campaign.opened': label('战役发起', 'Campaign opened'),
  'campaign.amended': label('战役内容变更', 'Campaign amended'),
  'campaign.started': label('战役启动', 'Campaign started'),
  'campaign.wave-opened': label('发起一波', 'Wave of the campaign opened'),
  'campaign.wound-up': label('战役进入收尾', 'Campaign winds up'),
  'campaign.resumed': label('战役恢复', 'Campaign resumed'),
  'campaign.closed': label('战役结束', 'Campaign closed'),
  'campaign.called-off': label('战役取消', 'Campaign called off'),
  'campaign-wave.opened': label('波次建立', 'Wave opened'),
  'campaign-wave.page-sent': label('部分线索已下发', 'Part of the wave sent'),
  'campaign-wave.stalled': label('下发中断，继续下发', 'Wave stalled, and is sent on'),
  'campaign-wave.done': label('波次下发完成', 'Wave sent'),
  'campaign-totals.moved': label('战果已计', 'Sums of a campaign counted'),
  'lead-mark.given': label('线索标记登记', 'Mark of a lead noted'),
  'lead.raised': label('线索录入', 'Lead raised'),
  'lead.dispatched': label('线索下发', 'Lead sent'),
  'lead.rushed': label('线索紧急下发', 'Lead sent, with little time'),
  'lead.accepted': label('线索签收', 'Lead accepted'),
  'lead.returned': label('线索退回', 'Lead returned'),
  'lead.handed-on': label('线索转办', 'Lead handed on'),
  'lead.retargeted': label('线索改派', 'Another target chosen'),
  'lead.feedback-given': label('线索反馈', 'Feedback on a lead'),
  'lead.finished': label('线索办结', 'Lead finished'),
  'lead.reopened': label('线索重新办理', 'Lead reopened'),
  'lead.given-up': label('线索终止', 'Lead given up'),
  'lead.taken-up': label('线索恢复', 'Lead taken up again'),
  'lead.joined': label('并入相同线索', 'Joined with the same lead'),
  'lead.took-in': label('并入另一线索', 'Took in another lead'),
  'lead.kept-apart': label('确认非同一线索', 'Kept apart from another lead'),
  'lead.reminded': label('催办线索', 'Reminded of the lead'),
  'lead.fell-overdue': label('线索逾期', 'Lead overdue'),
  'lead.climbed': label('线索逾期已上报', 'Overdue lead told to the lead unit'),
} as const satisfies LabelsOf<CampaignsFact['type']>;

/** What a notice says happened to them. */
export const noticesOfCampaigns = {
  'lead.dispatched': label('收到一条线索[，期限 {until}]', 'A lead was sent to you[, due {until}]'),
  'lead.rushed': label(
    '收到一条紧急线索[，期限 {until}]，请尽快签收',
    'A lead with little time was sent to you[, due {until}]; please accept it',
  ),
  'lead.handed-on': label('线索已转办，请接收单位签收', 'A lead was handed on; its new target is to accept it'),
  'lead.returned': label('线索被退回，请改派或终止', 'A lead came back; please choose another target or give it up'),
  'lead.feedback-given': label('线索有新的反馈', 'There is feedback on a lead'),
  'lead.finished': label('线索已办结', 'A lead was finished'),
  'lead.reopened': label('线索需重新办理[，期限 {until}]', 'A lead is to be worked again[, due {until}]'),
  'lead.given-up': label('线索已终止，无需继续办理', 'A lead was given up; nothing is to be done any more'),
  'lead.reminded': label('线索即将到期[（{until}）]', 'A lead is due soon[ ({until})]'),
  'lead.fell-overdue': label('线索已逾期[（{until}）]，请督促办理', 'A lead is overdue[ ({until})]; please see to it'),
  'lead.climbed': label('下发的线索逾期仍未办结[（{until}）]', 'A lead that was sent out is overdue still[ ({until})]'),
  'campaign-wave.done': label('一波线索已下发完毕', 'A wave of leads was sent'),
} as const;
