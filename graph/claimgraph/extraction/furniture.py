"""Know the lines of a page that are not of the article: share buttons, related articles, captions."""

from __future__ import annotations

import re

LINE = re.compile(
    r"""(?:
      (?:read|see|view|show|load|learn|hear|watch|discover)\s(?:more|next|also|all|full|related)\b.{0,60}
    | (?:related|recommended|popular|trending|latest|more|top|further|featured|sponsored|previous|next)\s
      (?:articles?|stories|story|posts?|content|coverage|links?|news|topics?|images?|videos?|reading
        |from\s.{1,40})
    | related | see\salso | also\sread | more\sfrom\s.{1,40} | you\s(?:may|might)\salso\slike.{0,20}
    | (?:share|tweet|pin|print|e-?mail|like|save|comments?|reply|follow|facebook|twitter|linkedin|whatsapp
       |reddit|pinterest|flipboard|instagram|\s|\||,|/|\d)+
    | share\s(?:this|on|via)\b.{0,60} | follow\s(?:us|@).{0,80} | (?:tweet|print|e-?mail)\sthis\b.{0,40}
    | (?:sign\sup|subscribe|register)\b.{0,120} | get\s.{0,60}\b(?:newsletter|inbox)\b.{0,60}
    | click\shere\b.{0,80} | advertis(?:e)?ments? | (?:story\scontinues|continue\sreading)\b.{0,60}
    | loading(?:\.{3}|…)? | (?:enlarge\sthis\simage|toggle\scaption|hide\scaption)\b.{0,200}
    | (?:filed\sunder|posted\s(?:in|by|on)|tagged(?:\s(?:as|with))?|tags|categor(?:y|ies)|topics)\b:?.{0,100}
    | (?:view|browse|viewing|browsing)\s(?:all|latest|more|the\slatest)\b.{0,60}
    | (?:title\s|cover\s|header\s|featured\s|lead\s)?(?:image|photo|photograph|picture|illustration)
      (?:\s(?:by|credit|courtesy|source|via)\b|:).{0,160}
    | .{0,100}\b(?:getty\simages|shutterstock|istock(?:photo)?|ap\sphoto)\b.{0,40}
    | (?:copyright|©|\(c\)).{0,200} | all\srights\sreserved.{0,120}
    | the\spost\s.{1,160}\sappeared\sfirst\son\s.{1,60}
    | (?:leave|post|add)\sa\s(?:comment|reply)\b.{0,40} | (?:no|\d+)\scomments?
    | (?:got|have)\s(?:an?\s)?.{0,30}\btip\b.{0,100} | (?:privacy\spolicy|terms\sof\s(?:use|service)).{0,80}
    | https?://\S+ | www\.\S+ | skip\sto\s.{1,30} | back\sto\stop | (?:sign|log)\s(?:in|out)
    )\s*[:.!>»→]*""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
OPENS_LIST = re.compile(
    r"(?:read\smore|see\salso|related(?:\s(?:articles?|stories|posts?|content|coverage|links?|reading|news))?"
    r"|recommended(?:\s(?:articles?|stories|posts?|reading))?|more\s(?:stories|coverage|news|from\s.{1,40})"
    r"|further\sreading|you\smay\salso\slike|most\s(?:read|popular)|latest\simages"
    r"|trending\sarticles)\s*:?\s*",
    re.IGNORECASE,
)
LONGEST_LINE = 260
LONGEST_LINKED_TITLE = 120


class Furniture:
    """Say of one paragraph after the other whether it is furniture; a list of links is, to its end."""

    def __init__(self) -> None:
        self._in_list = self._opened = False

    def holds(self, line: str, bullet: bool, gap: bool) -> bool:
        """Return whether this paragraph is furniture; `gap`: a blank line stands before it."""
        line = line.strip()
        if len(line) <= LONGEST_LINE and LINE.fullmatch(line):
            self._in_list = self._opened = OPENS_LIST.fullmatch(line) is not None
            return True
        linked = len(line) <= LONGEST_LINKED_TITLE and not line.endswith((".", ":", ";"))
        near = not gap or (bullet and self._opened)
        self._in_list, self._opened = self._in_list and near and linked, False
        return self._in_list
