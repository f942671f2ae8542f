-- Every answer with a score, and what was recorded as blocking the initiative last.
SELECT survey.respondent_id, survey.initiative_id, trim(survey.barrier) AS barrier, survey.score
FROM survey
WHERE survey.score IS NOT NULL
ORDER BY survey.respondent_id, survey.initiative_id, survey.barrier;
