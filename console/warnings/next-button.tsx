import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ActNow } from '../acts/act-now.tsx';
import { nextWarning } from '../generated/acts/warnings.ts';
import { useText } from '../words/texts.ts';
import { type Area, addressOfArea } from './area.ts';
import { warningTexts } from './words.ts';

interface NextButtonProps {
  /** Where the person works. */
  readonly area: Area;
  readonly takesFocus?: boolean;
}

/** Takes the most urgent warning of the area in hand, and leads to it; or says that none waits. */
export function NextButton({ area, takesFocus = false }: NextButtonProps) {
  const t = useText(warningTexts);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isEmpty, setEmpty] = useState(false);
  return (
    <div className="next">
      <ActNow
        act={nextWarning}
        body={area}
        word={t('next')}
        size="large"
        primary
        takesFocus={takesFocus}
        onDone={({ warning }) => {
          void queries.invalidateQueries({ queryKey: ['warnings'] });
          setEmpty(warning === undefined);
          if (warning !== undefined) void navigate(`/warnings/${warning.warningId}${addressOfArea(area)}`);
        }}
      />
      <p role="status">{isEmpty && t('nothingWaits')}</p>
    </div>
  );
}
