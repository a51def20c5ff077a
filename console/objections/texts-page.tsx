import '../papers/papers.css';
import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { useThing } from '../acts/thing.ts';
import { Answer } from '../states/answer.tsx';
import { CopyButton } from '../states/copy-button.tsx';
import { Page } from '../states/page.tsx';
import { useLanguage } from '../words/language.ts';
import { useText } from '../words/texts.ts';
import { handedOver, type Objection } from './model.ts';
import { objectionTexts } from './words.ts';

const languages = ['zh', 'en'] as const;
const tags = { zh: 'zh-CN', en: 'en' } as const;

/** The texts for the person who objects, alone on a page: nothing else of the objection goes to the printer (`/objections/:objectionId/texts`). */
export default function TextsPage() {
  const { objectionId = '' } = useParams();
  const t = useText(objectionTexts);
  const language = useLanguage();
  const objection = useThing('/v1/objections/{objectionId}', { objectionId });
  return (
    <Page title={t('texts')}>
      <Answer of={objection.query}>
        {({ reference, texts }) => (
          <>
            <div className="acts">
              <Button type="primary" onClick={() => print()}>
                {t('print')}
              </Button>
              <CopyButton text={handedOver.map((part) => texts[part][language]).join('\n\n')} />
              <Link to={`/objections/${objectionId}`}>{t('back')}</Link>
            </div>
            <Sheet reference={reference} texts={texts} />
          </>
        )}
      </Answer>
    </Page>
  );
}

/** All of them in both languages: the person reads the one that they know. */
function Sheet({ reference, texts }: Pick<Objection, 'reference' | 'texts'>) {
  return (
    <article className="paper">
      {languages.map((language) => (
        <div key={language} lang={tags[language]}>
          <h2>
            {objectionTexts[language].objection} {reference}
          </h2>
          {handedOver.map((part) => (
            <section key={part}>
              <h3>{objectionTexts[language][part]}</h3>
              <p>{texts[part][language]}</p>
            </section>
          ))}
        </div>
      ))}
    </article>
  );
}
