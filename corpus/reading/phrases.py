"""Lines of pages that are not of the article, as patterns: what they say, not where they stand."""

import re

# A whole line, wherever it stands.
ANYWHERE = re.compile(
    r"""^[\s\W]*(?:
    advertise?ments?|advertising|adverti[sz]ement:.*|ads?(?:\sby\s.*)?|sponsored(?:\s(?:content|links?|by.*
    |ads?))?|promoted(?:\s\w+)?|paid\scontent|partner\scontent
    |(?:story|article|report|text)\scontinues(?:\sbelow.*|\safter.*)?|continue\sreading.*|continues?\sbelow.*
    |scroll\s(?:down|for|to)\b.*|skip\s(?:ad|advert|to|past|newsletter|promotion).*|after\snewsletter\spromotion
    |read\s(?:more|next|also|on|full\s(?:story|article)|the\sfull\s(?:story|article))(?:\s(?:here|about.*|on.*
    |at.*|from.*|in.*|below|now))?|also\sread|see\s(?:also|more)|learn\smore|find\sout\smore|show\smore
    |view\s(?:more|all|comments?|gallery).*|load\smore.*|loading.*|hide\scaption|toggle\scaption
    |enlarge(?:\s(?:this\s)?image)?|click\s(?:here|to)\b.{0,80}|tap\shere.{0,60}
    |image|images|photos?|video|videos|watch|play|pause|listen|audio|gallery|slideshow|close|open|next|previous
    |back|back\sto\stop|top|menu|search|home|print|e-?mail|save|copy(?:\slink)?|link\scopied.*|copied.*|like
    |tweet|pin(?:\sit)?|reply|report
    |media\s(?:playback|caption).*|image\s(?:source|caption|copyright).*|(?:video|audio)\s(?:player|caption
    |unavailable).*|playback\sof\sthis.*|your\sbrowser\sdoes\snot.*|(?:please\s)?enable\sjavascript.*
    |javascript\s(?:is|must)\b.*|video\sloading.*|this\svideo\s(?:is|can|has).*|now\splaying.*
    |embed(?:ded)?(?:\scontent)?
    |share(?:\s(?:this|on|via|the|with|article|story).{0,60})?|shares?|\d+\s(?:shares?|comments?|likes?|views?)
    |comments?(?:\s\(?\d+\)?)?|leave\sa\s(?:comment|reply).*|(?:post|add|write)\sa\scomment.*
    |join\sthe\s(?:conversation|discussion|debate).*|view\scomments.*|facebook|twitter|x|whatsapp|linkedin
    |pinterest|reddit|telegram|flipboard|messenger|bluesky|threads|mastodon|instagram|youtube
    |follow(?:\s(?:us|me|this|topics?|our|author|live).{0,100})?|sign\s?up(?:\s(?:for|to|here|now|today
    |and).{0,160})?|sign\sin.{0,60}|log\s?in.{0,60}|register(?:\s(?:for|to|here|now).{0,100})?
    |subscribe(?:\s(?:to|now|today|here|for).{0,160})?|get\sthe\s(?:app|newsletter|latest.{0,120})
    |download\s(?:the|our)\s.{0,30}app.{0,80}
    |tags?|topics?|keywords?|categor(?:y|ies)|related|related\s(?:articles?|stor(?:y|ies)|links?|content|topics?
    |coverage|news|posts?|reading|tags?|video|to\sthis.*)|recommended(?:\sfor\syou.*|\s(?:stories|articles
    |reading|videos?))?|more\s(?:stories|news|articles|from.{0,60}|on\sthis.{0,60}|like\sthis|coverage|to\sread
    |to\sexplore|information|about\sthis.*)|most\s(?:read|popular|viewed|recent|shared)(?:\s.{0,40})?
    |trending(?:\s.{0,30})?|popular(?:\snow|\sstories)?|latest(?:\s(?:news|stories|updates|headlines
    |from.{0,40}))?|top\sstories|editor'?’?s'?’?\s(?:picks?|choice|note)|you\s(?:may|might)\s(?:also\s)?(?:like
    |be\sinterested.*|enjoy.*|have\smissed)|up\snext|don['’]t\smiss.{0,40}|further\sreading|in\sthis\s(?:article
    |story)|on\sthis\spage|table\sof\scontents|what\sto\sread\snext|explore\smore.*
    |main\scontent|page\scontent|article\scontent|quick\slinks?|key\spoints?:?|story\shighlights|highlights
    |at\sa\sglance
    |\(?(?:file|stock|archive|handout|representational|representative)\s(?:photo|picture|image|pic
    |photograph)s?\)?\.?|(?:photo|image|picture|pic|video|illustration|graphic|credit|photograph|photos
    |images)s?\s?(?:credits?|courtesy|source|by|:|©|/|via)[\s:].{0,110}
    |(?:courtesy|illustration\sby|photograph(?:y|ed)?\sby|image\scourtesy|representational\simage
    |getty(?:\simages)?|shutterstock|istock|alamy)\b.{0,60}
    |.{0,60}(?:/getty\simages|getty\simages(?:/\w+)?|shutterstock(?:\.com)?|\(ap\sphoto.{0,60}|/ap
    |ap\sphoto(?:/.{0,40})?)\)?
    |_{2,}|[-–—=*•·.\s]{1,20}|\d{1,3}|\d+\sof\s\d+|\d+/\d+|\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?
    |copyright\b.*|©.*|\(c\)\s?(?:19|20)\d\d.*|all\srights\sreserved.*|(?:™|®).{0,160}rights\sreserved.*
    |(?:get|subscribe\sto|sign\sup\s(?:for|to))\s.{0,80}newsletters?.{0,100}|have\sa\s(?:story|tip
    |news\stip).{0,120}|do\syou\shave\s(?:a\s)?(?:story|tip|information).{0,160}|got\sa\s(?:story|tip
    |news).{0,120}
    |(?:why\s)?you\scan\strust\s.{0,60}|our\sstandards:.*|fact[-\s]checked.{0,40}|this\sarticle\s(?:contains
    |may\scontain)\saffiliate.*|we\smay\s(?:earn|receive|get)\s(?:a\s)?commission.*|.{0,100}affiliate\s(?:links?
    |commission).{0,240}
    |(?:printer[\s-]friendly|print\sthis|e-?mail\sthis|send\sthis|save\sthis|bookmark\sthis).{0,80}
    |get\s(?:reporter|email|news|breaking)\s.{0,20}alerts?.{0,60}|turn\son\s.{0,20}notifications?.{0,60}
    |add\s.{0,40}(?:as\sa?\s?preferred|on\sgoogle).{0,60}|(?:google\s)?preferred\ssource.{0,40}
    )[\s:.!…»>→|]*$""",
    re.IGNORECASE | re.VERBOSE,
)
# The beginning of a line that leads elsewhere; with links in it, or without the end of a sentence.
LEADING = re.compile(
    r"""^[\s\W]*(?:
    (?:also\s|must\s|now\s)?(?:read|see|watch|listen|hear|check\sout|view|explore)(?:\s(?:more|also|next|now
    |this|our|here|live|full.{0,20}|the\s(?:full|latest)))?\s?[:|>»–—-]
    |(?:related|recommended|more|further|see\salso|read\salso|also\sread|read\smore|read\snext|read\sthis
    |more\son|more\sfrom|in\spictures|in\sphotos|photos?|video|videos|watch\snow|opinion|analysis|explainer
    |explained|interactive|podcast|live\supdates|quiz|don['’]t\smiss|from\sthe\sarchives?|editor['’]s\spicks?
    |related\s\w+|best\sof.{0,20}|up\snext|previously|you\smay\slike|exclusive|timeline|factbox|catch\sup
    |read\sfull\s\w+)\s?[:|>»]
    |\(?(?:read|watch|see|listen|more|related|photos|video)(?:\s(?:more|also|the|about|on|this))?:|(?:read\smore
    |click\shere|for\smore|to\sread\smore|see\smore)\b|(?:read|watch|listen|see)\s.{3,60}:$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# In verbose mode, as the patterns that it is part of.
DATE = r"""
    (?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?
    (?:\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[a-z]{3,9}\.?,?\s\d{4}|[a-z]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}
    |\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})(?:,?\s(?:at\s|@\s)?\d{1,2}[:.]\d{2}.{0,24}|T\d{2}:.{0,20})?
"""
HEAD = re.compile(
    rf"""^[\s\W]*(?:
    (?:(?:first\s|last\s|originally\s)?(?:published|updated|posted|modified|created|date|issued|released|edited
    |last\supdated?|publication\sdate|on)\s?(?:on|at|:|-|–)?\s?)*(?:{DATE}
    |\d{{1,2}}[:.]\d{{2}}\s?(?:[ap]\.?m\.?)?.{{0,30}}|(?:today|yesterday).{{0,30}}|\d+\s(?:min(?:ute)?|hour|day
    |week|month|year)s?\sago.{{0,30}})(?:\s?[|•·–-]\s?.{{0,60}})?
    |(?:published|updated|posted|last\supdated?)\b.{{0,80}}
    |(?:by|written\sby|reported\sby|posted\sby|story\sby|text\sby|words\sby)\s(?:[^\W\d_][\w.'’-]*[\s,|&/]*){{1,9}}
    |\d+\s?-?\s?min(?:ute)?s?(?:\sread)?|(?:reading|read)\stime.{{0,30}}|estimated\sread.{{0,30}}
    |time\sto\sread.{{0,20}}
    |(?:staff|web|senior|political|news|business|sports?|special)?\s?(?:reporter|correspondent|editor|writer
    |desk|bureau|staff)
    )[\s:.|]*$""",
    re.IGNORECASE | re.VERBOSE,
)
# At the tail: who wrote it, whom to write to, what else there is.
ROLE = (
    "(?:reporter|journalist|writer|columnist|correspondent|editor|author|professor|fellow|critic|contributor|blogger"
    "|producer|analyst|researcher|broadcaster|photographer|intern|freelancer?|historian|lecturer)"
)
TAIL = re.compile(
    rf"""^[\s\W]*(?:
    (?:[A-Z][\w.'’-]+\s){{1,5}}(?:is|was|are|has\sbeen)\s(?:a|an|the|our|one\sof
    |[A-Z][\w'’]+(?:['’]s)?)\b.{{0,120}}\b{ROLE}s?\b.*
    |(?:[A-Z][\w.'’-]+\s){{1,5}}(?:covers|writes|reports|edits|joined)\s.{{5,300}}
    |(?:[A-Z][\w.'’-]+\s){{1,5}}can\sbe\s(?:reached|contacted|followed|found)\b.{{0,200}}
    |(?:[Ff]ollow|[Gg]et|[Cc]ontact|[Ee]-?mail|[Rr]each|[Ww]rite\sto|[Ll]ike|[Tt]weet|[Cc]onnect\swith|[Jj]oin
    |[Vv]isit|[Ff]ind)\b.{{0,160}}(?:@|[Tt]witter|[Ff]acebook|[Ii]nstagram|[Yy]ou[Tt]ube|[Ll]inked[Ii]n
    |[Ww]hats[Aa]pp|[Tt]elegram|[Gg]oogle\s[Nn]ews|https?:|\bwww\.|\.com\b|\bon\sX\b).{{0,160}}
    |(?:[Ee]-?mail|[Tt]witter|[Ff]acebook|[Tt]el|[Pp]hone|[Cc]ontact)\s?:.{{0,120}}
    |@\w{{2,30}}|\S+@\S+\.\w{{2,6}}|https?://\S+
    |(?:[Ff]or|[Tt]o)\s(?:more|the\slatest|further|all\sthe\slatest)\s(?:news|stories|information|on|about|from
    |updates|sports?|details)\b.{{0,200}}
    |(?:[Ss]ign\sup|[Ss]ubscribe|[Rr]egister|[Jj]oin|[Dd]ownload|[Ss]upport|[Bb]ecome
    |[Gg]et)\b.{{0,220}}(?:newsletter|inbox|app\b|subscri|member|journalism|alerts|notifications|free\strial
    |daily|weekly|briefing|email).{{0,200}}
    |\(?(?:[Ee]xcept\sfor\sthe\sheadline|[Tt]his\s(?:story|report|article|copy)\s(?:has\snot\sbeen|has\sbeen|is
    |was)\s(?:edited|modified|auto|published|generated|taken|sourced)).{{0,260}}
    |(?:[Tt]his|[Tt]he)\s(?:material|content|article|story)\s(?:may\snot|cannot|can\snot
    |must\snot)\sbe\s(?:published|reproduced|republished).{{0,200}}
    |.{{0,80}}(?:[Aa]ll\s[Rr]ights\s[Rr]eserved|©\s?(?:19|20)\d\d|[Cc]opyright\s©?\s?(?:19|20)\d\d).{{0,200}}
    |(?:[Ww]hat\sdo\syou\sthink|[Ll]et\sus\sknow|[Tt]ell\sus|[Hh]ave\s(?:you|your\ssay)|[Ss]hare\syour
    |[Ll]eave\s(?:a|your)\scomment|[Ss]end\s(?:us|your|tips|a\sletter)|[Cc]omment\sbelow
    |[Qq]uestions\?\sComments)\b.{{0,200}}
    |(?:[Tt]ags|[Tt]opics|[Kk]eywords|[Ff]iled\s[Uu]nder|[Cc]ategor(?:y|ies)|[Pp]osted\sin|[Mm]ore\s(?:from
    |about|on)|[Rr]ead\smore|[Ss]ee\salso|[Rr]elated|[Ss]ource)\s?:.{{0,240}}
    |[Mm]ore\s(?:from|on)\s[^.]{{0,110}}|\d{{1,2}}:\d{{2}}\s[^.!?]{{10,140}}
    |[-–—]{{1,2}}\s?[Bb]y\s.{{3,80}}|(?:[Ww]ords|[Tt]ext|[Pp]hotos?|[Ii]mages?
    |[Ii]llustrations?)(?:\sand\s\w+)?\s?(?:by|:)\s.{{3,80}}
    |[Tt]he-?\s?CNN-?\s?[Ww]ire|(?:[Ee]nd|ENDS?)|-30-|\#{{2,}}|[Ff]irst\s[Pp]ublished:?.{{0,80}}
    |[Ll]ast\s[Uu]pdated:?.{{0,80}}|[Uu]pdated\s(?:on|at|:).{{0,80}}|[Pp]ublished\s(?:on|at|:|-).{{0,80}}
    )[\s.!]*$""",
    re.VERBOSE,
)
# A heading after which nothing more of the article comes.
CLOSING = re.compile(
    r"""^[\s\W]*(?:related\b.{0,40}|recommended\b.{0,40}|read\s(?:more|next|also).{0,40}|more\s(?:from|on
    |stories|news|like|must|in|about|articles|coverage|top)\b.{0,60}|most\s(?:read|popular|viewed|recent
    |shared)\b.{0,40}|(?:you\s(?:may|might))\b.{0,40}|up\snext|what\sto\sread\snext|latest\b.{0,30}
    |trending\b.{0,30}|popular\b.{0,30}|top\sstories.{0,20}|editor['’]s\spicks?
    |(?:\d+\s)?(?:reader\s)?comments?\b.{0,30}|leave\sa\s(?:reply|comment).{0,20}|join\sthe\s(?:conversation
    |discussion).{0,30}|(?:join|have\syour).{0,20}say|discussion|responses?|share\sthis.{0,30}|share
    |about\sthe\s(?:author|writer|reporter)s?.{0,60}|about\s(?:us|the\s(?:company|site))|the\sauthors?
    |written\sby.{0,60}|follow\s(?:us|topics).{0,40}|tags|topics|sign\sup.{0,60}|subscribe.{0,60}
    |newsletter.{0,40}|contact(?:\sus|\sinformation)?|get\sin\stouch|our\sstandards.*|sponsored.{0,30}
    |advertisement|promoted.{0,30}|next\s(?:article|story|up).{0,60}|previous\s(?:article|story).{0,60}
    |also\s(?:read|on|in)\b.{0,40}|don['’]t\smiss.{0,40}|further\sreading|see\salso|elsewhere.{0,40}|careers
    |jobs|briefings|disclaimer.{0,20})[\s:.!…»>]*$""",
    re.IGNORECASE | re.VERBOSE,
)
# The dateline of a release, on a line of its own.
PLACE_AND_DAY = re.compile(
    r"[A-Z][\w .'’-]{2,40}(?:, [A-Z][\w .'’-]{2,30})?,? (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2},?) \d{4}\.?"
)
END_MARK = re.compile(r"[\s*-]*(?:#\s?#(?:\s?#)*|-\s?30\s?-|ENDS?|\*\s?\*\s?\*)[\s*-]*")
REMARKS = re.compile(
    r"[\s\W]*(?:\d+\s)?(?:readers?['’]?\s)?comments?\b|[\s\W]*leave\sa\s(?:reply|comment)", re.IGNORECASE
)
REMARK = re.compile(
    r"^(?:posted\sby|reply|report(?:\sabuse)?|flag|permalink|like|\d+\s(?:hours?|days?|weeks?|months?|years?)\sago"
    r"|.{2,40}\ssays:?$|.{2,40}\s(?:commented|wrote):?$)",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[\"”’»]$")
