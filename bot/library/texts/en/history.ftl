# What a mentee shared with an earlier mentor: closed to a later one, unless the mentee opens it.

history-somebody = an earlier mentor
history-offer = What you shared before stays closed to { $later }, unless you want { $later } to read it.
history-line-closed = What you shared with { $earlier } is closed to { $later }.
history-line-opened = { $later } may read what you shared with { $earlier }, because you said so.
history-line-opened-on-a-break = Once you two go on, { $later } may read what you shared with { $earlier }, because you said so.
history-button-closed = Let { $later } read what { $earlier } read?
history-button-opened = Close it to { $later } again?

history-ask-closed = <b>Shall { $later } read what you shared with { $earlier }?</b>

    { $later } would see your weekly answers that { $earlier } could read, and what you had put on your list. Not what you marked “only me”, not what you said about how it was going or at the end, and nothing of what { $earlier } wrote.

    It is up to you, and nobody asks why. You can close it again at any time: /privacy
history-ask-opened = <b>{ $later } may read what you shared with { $earlier }.</b>

    Close it, and from then on I show nothing of it any more. What { $later } has read already, and what stands in their chat, stays there.
history-button-open = Yes, let { $later } read it
history-button-leave-closed = No, keep it closed
history-button-leave-opened = Close it again
history-settled-opened = { $later } may read it now, and hears from me that you said so. /privacy closes it again whenever you like.
history-settled-closed = It is closed to { $later }.

history-opened = { $mentee } lets you read what they shared before you two began. It is there when you want it, and { $mentee } can close it again.
history-button-read = { $mentee }, before you
history-title = <b>What { $mentee } shared before you two began</b>
    { $mentee } lets you read this. The newest comes first.
history-title-more = <b>What { $mentee } shared before you two began</b>
history-week = <b>Week of { $on }</b>
history-list = <b>On the list, { $on }</b>
