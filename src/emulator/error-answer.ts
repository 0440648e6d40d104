import { type AnswerName, answers, errorEnvelope } from '../rules/index.ts';

interface Circumstances {
  readonly requestId: string;
  readonly date: Date;
}

/** An error answer of Graph, by its name in `answers`: for whoever stands in front of an emulator, such as a server. */
export function errorAnswer(name: AnswerName, { requestId, date }: Circumstances): Response {
  const envelope = errorEnvelope(answers[name], { date, requestId, clientRequestId: requestId });
  return Response.json(envelope, {
    status: answers[name].status,
    headers: { 'request-id': requestId, 'client-request-id': requestId },
  });
}
