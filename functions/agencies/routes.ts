import * as z from 'zod';
import { Agency, RegisterAgency } from '../../shared/agencies/model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { AgencyId } from '../../shared/kernel/ids.ts';

const OfAgency = z.strictObject({ agency: AgencyId });

const AgencyView = z.strictObject(Agency.shape).meta({ id: 'Agency' });

export const agencyRoutes = defineRoutes({
  listAgencies: {
    method: 'GET',
    path: '/v1/agencies',
    summary: 'List the agencies that can be named: to share with, to consult, to make responsible',
    tag: 'agencies',
    access: { action: 'agency.read' },
    query: PageQuery,
    answers: { 200: pageOf(AgencyView) },
    refusals: [],
  },
  getAgency: {
    method: 'GET',
    path: '/v1/agencies/{agency}',
    summary: "Read an agency's registration",
    tag: 'agencies',
    access: { action: 'agency.read' },
    params: OfAgency,
    answers: { 200: AgencyView },
    refusals: [],
  },
  registerAgency: {
    method: 'PUT',
    path: '/v1/agencies/{agency}',
    summary: "Register an agency, or replace its registration; the id is the `agency` claim of its people's tokens",
    tag: 'agencies',
    access: { action: 'agency.register' },
    params: OfAgency,
    body: RegisterAgency,
    answers: { 200: AgencyView, 201: AgencyView },
    refusals: ['AGENCY_ID_TAKEN'],
    ifMatch: true,
    example: { name: '海淀区人民检察院', kind: 'procuratorate', district: 'haidian' },
  },
});
