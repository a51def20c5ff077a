import { type App, CfnParameter, Stack } from 'aws-cdk-lib';
import { consolePaths } from '../functions/console/routes.ts';
import { ApiFunctions } from './api-functions.ts';
import type { DataStack } from './data-stack.ts';
import type { CordonApiProps } from './http-api.ts';
import type { Stage } from './stages.ts';

interface AppStackProps {
  readonly stage: Stage;
  readonly data: DataStack;
}

/** The functions behind the API. They read and write the journal; what follows is for `WorkStack`. */
export class AppStack extends Stack {
  /** What the HTTP API is made from. */
  readonly served: Omit<CordonApiProps, 'stage'>;
  /** What agencies do together, whose routes stand in a stack of their own. */
  readonly together: CordonApiProps['contexts'];

  constructor(app: App, id: string, { stage, data }: AppStackProps) {
    super(app, id, { description: 'Cordon: the functions of the API' });
    const { audience, ...tokens } = this.tokenParameters();
    const consoleClientId = this.consoleClient();
    const {
      contexts,
      together,
      openApi,
      console: pagesContext,
    } = new ApiFunctions(this, 'Api', {
      ...{ stage, data, tokens, consoleClientId },
    });
    this.together = together;
    const pages = { paths: consolePaths, serve: pagesContext.serve };
    this.served = { issuerUrl: tokens.issuerUrl, audience, contexts, pages, otherwise: openApi.serve };
  }

  /** Each deployment says which issuer's tokens the API trusts: any OpenID Connect issuer will do. */
  private tokenParameters(): { readonly issuerUrl: string; readonly tokenUrl: string; readonly audience: string } {
    const issuer = new CfnParameter(this, 'IssuerUrl', {
      description: 'URL of the OpenID Connect issuer, as in the claim iss',
      minLength: 1,
    });
    const audience = new CfnParameter(this, 'TokenAudience', {
      description: 'The audience tokens must be meant for',
      default: 'cordon',
    });
    const token = new CfnParameter(this, 'TokenUrl', {
      description: 'Where systems get their tokens, for the document of banks; /token under the issuer unless given',
      default: '',
    });
    return { issuerUrl: issuer.valueAsString, tokenUrl: token.valueAsString, audience: audience.valueAsString };
  }

  /** The issuer knows the console as a public client, which may redirect to `/console/signed-in` of the API's address. */
  private consoleClient(): string {
    return new CfnParameter(this, 'ConsoleClientId', {
      description: 'The public client of the console at the issuer',
      default: 'cordon-console',
    }).valueAsString;
  }
}
